package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a sync waits for objects that say themselves that they are bad; nobody but the test writes their status. */
@Timeout(120)
class HealthWaitTest {
    private static final String BAD = "{\"status\": {\"phase\": \"Failed\"}}";
    private static final String WELL = "{\"status\": {\"phase\": \"Running\"}}";

    /** Stands still until it is let go. */
    private static final class StandingClock extends Clock {
        private final Clock real = Clock.systemUTC();
        private volatile Instant standing = real.instant();

        void go() {
            standing = null;
        }

        @Override
        public Instant instant() {
            Instant fixed = standing;
            return fixed == null ? real.instant() : fixed;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Something to do when a sync begins to wait. */
    private record AtWait(Runnable work) implements SyncListener {
        @Override
        public void phase(String text) {
            // Not yet.
        }

        @Override
        public void waiting(String text) {
            if (text.contains("health")) {
                work.run();
            }
        }

        @Override
        public void done(Change change) {
            // Not yet.
        }
    }

    private static String crd(Shop shop) {
        return Definitions.crd(group(shop), "size: {type: string}")
                .replace("type: object\n", "type: object\n        x-kubernetes-preserve-unknown-fields: true\n");
    }

    private static String group(Shop shop) {
        return shop.namespace + ".example.com";
    }

    private static String box(Shop shop, String size) {
        return "apiVersion: " + group(shop) + "/v1\nkind: Box\nmetadata: {name: one}\nspec: {size: " + size + "}\n";
    }

    private static void says(Shop shop, String status) {
        shop.kubectl.run("-n", shop.namespace, "patch", "boxes." + group(shop), "one", "--type=merge", "-p", status);
    }

    private static Shop withBadBox() {
        Shop shop = new Shop();
        shop.says(crd(shop), box(shop, "small")).sync();
        says(shop, BAD);
        return shop;
    }

    @Test
    void whatIsBadAtFirstIsWaitedForUntilItIsWell() {
        try (Shop shop = withBadBox()) {
            StandingClock clock = new StandingClock();
            CompletableFuture<Void> mended = new CompletableFuture<>();
            Runnable mend = () -> mended.completeAsync(() -> {
                says(shop, WELL);
                return null;
            });
            shop.says(crd(shop), box(shop, "large"));

            // The moment can't be over before it is well, since the clock stands.
            ChangeSet changes = shop.sync(clock, new AtWait(mend));

            clock.go();
            mended.join();
            assertThat(changes.summary().health()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void whatStaysBadEndsTheWait() {
        try (Shop shop = withBadBox()) {
            shop.says(crd(shop), box(shop, "large"));

            ChangeSet changes = shop.sync();

            assertThat(changes.summary().health()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(changes.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            assertThat(changes.summary().message()).contains("Failed").doesNotContain("still Progressing");
        }
    }

    @Test
    void whatWasBadAndIsNotTouchedIsNotWaitedFor() {
        try (Shop shop = withBadBox()) {
            // On a clock that stands nothing else would end it.
            ChangeSet changes = shop.sync(new StandingClock(), SyncListener.NONE);

            assertThat(changes.summary().health()).isEqualTo(HealthStatus.DEGRADED);
        }
    }
}
