package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageOrder;
import io.jenkins.plugins.continuousdeployment.engine.update.WrittenImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody wants one tag in Git, now. */
class ImageOrderTest {
    private static final String TIME = "2026-01-01T00:00:00Z";
    private static final String FILE = "web.yaml";

    private final Images images = new Images(TestBed.get());
    private final String image = images.at(TestBed.get().registry().basicUrl());
    private Loop loop;
    private UpdatedImages updated;

    @BeforeEach
    void begin() {
        loop = Loop.withPushes();
        updated = new UpdatedImages(loop);
    }

    @AfterEach
    void end() {
        updated.close();
        loop.close();
    }

    private String pod(String value) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  nodeSelector: {nowhere: 'true'}
                  containers:
                  - name: web
                    image: %s # {"$imagepolicy": "default:web"}
                """.formatted(value);
    }

    private String commits(String value) {
        return loop.says(Map.of(FILE, pod(value))).repository.commit("The application");
    }

    /** Watches, with an interval so long that only orders matter. */
    private void keeps(String policy, String updates) {
        updated.keeps(loop.definition() + """
                images:
                - policy: default:web
                  image: %s
                  interval: 1h
                  %s
                - policy: default:other
                  image: ghcr.io/shop/other
                  order: alphabetical
                  interval: 1h
                imageUpdates: %s
                """.formatted(image, policy, updates));
    }

    private void keepsShownOnly(String policy) {
        keeps(policy, "{automatic: false, author: {name: kubevelabot, email: kubevelabot@example.com}}");
        updated.until(state -> true);
    }

    private WrittenImage write(String tag) {
        return write(image, tag);
    }

    private WrittenImage write(String name, String tag) {
        return end(updated.updater.write(loop.name(), ImageOrder.of(name, tag)));
    }

    private static WrittenImage end(Future<WrittenImage> order) {
        try {
            return order.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private String refused(String tag) {
        List<String> message = new ArrayList<>();
        assertThatThrownBy(() -> write(tag))
                .isInstanceOf(RefusedException.class)
                .satisfies(e -> message.add(e.getMessage()));
        return message.get(0);
    }

    private String served(String format) {
        loop.repository.git("fetch", "--quiet", "origin");
        return loop.repository
                .git("log", "-1", "--format=" + format, "origin/main")
                .strip();
    }

    private String file() {
        loop.repository.git("fetch", "--quiet", "origin");
        return loop.repository.git("show", "origin/main:" + FILE);
    }

    @Test
    void tagIsWrittenAtOnceAlsoWhereLooksOnlyShow() {
        images.push("1.4.1", TIME, Map.of());
        commits(image + ":1.4.1");
        keepsShownOnly("order: semver:^1");
        String digest = images.push("1.4.2", TIME, Map.of());
        images.push("1.5.0", TIME, Map.of());
        WrittenImage written = write("1.4.2");
        assertThat(written.pushed()).isTrue();
        assertThat(served("%H %an %s")).isEqualTo(written.commit() + " kubevelabot Update image automatically.");
        assertThat(file()).isEqualTo(pod(image + ":1.4.2"));
        assertThat(written.branch()).isEqualTo("main");
        assertThat(written.places())
                .singleElement()
                .asString()
                .startsWith(FILE + ":")
                .endsWith(image + ":1.4.1 -> " + image + ":1.4.2");
        assertThat(written.image() + " " + written.tag() + " " + written.digest())
                .isEqualTo(image + " 1.4.2 " + digest);
        assertThat(loop.next(Event.Kind.IMAGES).message()).contains(written.commit(), "1.4.1 -> ");
        // What is only shown stays so.
        updated.until(state -> state.pending().toString().contains("1.4.2 -> " + image + ":1.5.0"));
        assertThat(served("%H")).isEqualTo(written.commit());
    }

    @Test
    void whatIsThereAlreadyMakesNoCommit() {
        images.push("1.4.2", TIME, Map.of());
        String commit = commits(image + ":1.4.2");
        keepsShownOnly("order: semver:^1");
        WrittenImage written = write("1.4.2");
        assertThat(written.pushed()).isFalse();
        assertThat(written.commit()).isEqualTo(commit);
        assertThat(written.branch()).isEqualTo("main");
        assertThat(written.places()).isEmpty();
        assertThat(served("%H")).isEqualTo(commit);
        assertThatThrownBy(() -> write("x", "1.4.2"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no image policy for docker.io/library/x")
                .hasMessageContaining("default:web for " + image)
                .hasMessageContaining("default:other for ghcr.io/shop/other");
    }

    @Test
    void digestIsAskedOfTheRegistryWhereThePolicyPinsIt() {
        commits(image + ":1.4.1");
        images.push("1.4.1", TIME, Map.of());
        String digest = images.push("1.4.2", TIME, Map.of("a", "b"));
        keepsShownOnly("order: semver:^1\n  digest: true");
        WrittenImage written = write("1.4.2");
        assertThat(file()).contains(image + ":1.4.2@" + digest + " #");
        assertThat(written.digest()).isEqualTo(digest);
        assertThat(refused("1.4.3")).contains("default:web", "1.4.3", "(404)");
        assertThat(served("%H")).isEqualTo(written.commit());
    }

    @Test
    void tagThatThePolicyWouldNotKeepIsRefused() {
        images.push("1.4.1", TIME, Map.of());
        images.push("2.0.0", TIME, Map.of());
        images.push("1.5.0", TIME, Map.of());
        images.push("1.5.1", TIME, Map.of());
        String commit = commits(image + ":1.5.0");
        keepsShownOnly("order: semver:^1");
        assertThat(refused("2.0.0"))
                .contains("default:web would not keep the tag", "2.0.0 is no version in the range ^1");
        assertThat(refused("1.4.1")).contains(FILE + ":", "1.5.0 stays, since 1.4.1 is less", "allowDowngrade");
        assertThat(refused("1.4.1.sig")).contains("is left out by the exclusion ^.*\\.sig$");
        assertThat(refused("1.6.0")).contains("1.6.0", "(404)");
        assertThatThrownBy(() -> write("a b")).hasMessageContaining("is no tag");
        assertThatThrownBy(() -> write(image + ":1", "1.5.1")).hasMessageContaining("has a tag or digest in its name");
        assertThat(served("%H")).isEqualTo(commit);
        keepsShownOnly("order: semver:^1\n  allowDowngrade: true");
        assertThat(write("1.4.1").pushed()).isTrue();
        keepsShownOnly("order: numerical\n  filterTags: {pattern: '^main-(?P<n>.*)', extract: $n}");
        assertThat(refused("1.5.1")).contains("does not pass the filter ^main-(?P<n>.*)");
        assertThat(refused("main-x")).contains("main-x (\"x\") is no number");
    }

    @Test
    void automaticProjectIsNotToldWhatItsNextLookWouldReplace() {
        images.push("1.4.1", TIME, Map.of());
        String commit = commits(image + ":1.4.1");
        keeps("order: semver:^1", "{}");
        updated.until(state -> true);
        images.push("1.4.2", TIME, Map.of());
        images.push("1.5.0", TIME, Map.of());
        assertThat(refused("1.4.2")).contains("default:web", "prefers 1.5.0", "automatic: false");
        assertThat(served("%H")).isEqualTo(commit);
        WrittenImage written = write("1.5.0");
        assertThat(served("%H")).isEqualTo(written.commit());
        updated.until(state -> state.images().get(0).current().equals(List.of(image + ":1.5.0")));
        assertThat(served("%H")).as("no look goes back").isEqualTo(written.commit());
    }

    @Test
    void newestKnowsWhenTheOrderedImageWasMade() {
        images.push("blue", "2026-01-02T00:00:00Z", Map.of());
        images.push("old", "2026-01-01T00:00:00Z", Map.of());
        commits(image + ":blue");
        keepsShownOnly("order: newest");
        images.push("green", "2026-01-03T00:00:00Z", Map.of());
        assertThat(refused("old")).contains("blue stays, since old is less");
        assertThat(write("green").pushed()).isTrue();
        assertThat(file()).contains(image + ":green #");
    }

    @Test
    void nothingIsWrittenWhileTheProjectIsSuspendedOrNoPlaceFollows() {
        images.push("1.4.2", TIME, Map.of());
        loop.says(Map.of(FILE, pod("x").replace("default:web", "default:other")))
                .repository
                .commit("Another marker");
        keepsShownOnly("order: semver:^1");
        assertThat(refused("1.4.2"))
                .contains("nothing in the branch main follows", "\"$imagepolicy\": \"default:web\"");
        String commit = commits(image + ":1.4.1");
        updated.keeps(loop.definition() + """
                suspended: {by: ann, reason: incident 12}
                images: [{policy: default:web, image: %s, order: 'semver:^1', interval: 1h}]
                imageUpdates: {}
                """.formatted(image));
        assertThat(refused("1.4.2")).contains("is suspended by ann (incident 12)");
        updated.keeps(loop.definition());
        assertThatThrownBy(() -> updated.updater.write(loop.name(), ImageOrder.of(image, "1.4.2")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imageUpdates");
        assertThat(served("%H")).isEqualTo(commit);
    }

    @Test
    void protectedBranchRefusesTheOrderWithWhatToDo() throws Exception {
        images.push("1.4.2", TIME, Map.of());
        String commit = commits(image + ":1.4.1");
        hook("echo main is protected >&2\nexit 1\n");
        keepsShownOnly("order: semver:^1");
        assertThat(refused("1.4.2")).contains("main is protected", "pushBranch");
        assertThat(served("%H")).isEqualTo(commit);
    }

    private void hook(String script) throws Exception {
        Path hook = loop.repository.bare().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void ordersAtOnceAreWrittenOneAfterTheOtherAndNoneIsLost() throws Exception {
        List<String> files = List.of("a", "b", "c", "d");
        StringBuilder policies = new StringBuilder("images:\n");
        for (String each : files) {
            images.push(each + "-2", TIME, Map.of());
            loop.says(Map.of(each + ".yaml", pod(image + ":" + each + "-1").replace("default:web", "default:" + each)));
            policies.append("- {policy: 'default:%s', image: %s, order: alphabetical, interval: 1h,"
                            .formatted(each, image))
                    .append(" filterTags: {pattern: '^%s-'}}\n".formatted(each));
        }
        loop.repository.commit("Four of them");
        updated.keeps(loop.definition() + policies + "imageUpdates: {automatic: false}\n");
        List<Future<WrittenImage>> orders = new ArrayList<>();
        for (String each : files) {
            orders.add(updated.updater.write(loop.name(), ImageOrder.of(image, each + "-2")));
        }
        for (Future<WrittenImage> order : orders) {
            WrittenImage written = end(order);
            assertThat(written.pushed()).isTrue();
            assertThat(written.notes()).hasSize(3).allSatisfy(note -> assertThat(note)
                    .contains("would not keep the tag"));
        }
        loop.repository.git("fetch", "--quiet", "origin");
        for (String each : files) {
            assertThat(loop.repository.git("show", "origin/main:" + each + ".yaml"))
                    .contains(":" + each + "-2 #");
        }
    }

    @Test
    void orderThatWaitsWhileTheProjectIsSuspendedIsNotCarriedOut() throws Exception {
        images.push("1.4.2", TIME, Map.of());
        images.push("1.4.3", TIME, Map.of());
        String commit = commits(image + ":1.4.1");
        Path begun = loop.repository.bare().resolve("begun");
        Path go = loop.repository.bare().resolve("go");
        hook("echo x >> " + begun + "\nwhile [ ! -e " + go + " ]; do sleep 0.05; done\nexit 1\n");
        keepsShownOnly("order: semver:^1");
        Future<WrittenImage> first = updated.updater.write(loop.name(), ImageOrder.of(image, "1.4.2"));
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.exists(begun)) {
                assertThat(System.nanoTime() - end).isNegative();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            Future<WrittenImage> second = updated.updater.write(loop.name(), ImageOrder.of(image, "1.4.3"));
            updated.keeps(
                    loop.definition() + "suspended: {by: ann, reason: incident 12}\nimages:\n- policy: default:web\n"
                            + "  image: " + image + "\n  order: semver:^1\nimageUpdates: {}\n");
            assertThatThrownBy(() -> end(second)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> end(first)).isInstanceOf(CancellationException.class);
            assertThat(refused("1.4.3")).contains("suspended by ann (incident 12)");
        } finally {
            Files.createFile(go);
        }
        assertThat(served("%H")).isEqualTo(commit);
    }

    @Test
    void faultsOfFilesThatHaveNothingToDoWithItAreNoted() {
        images.push("1.4.2", TIME, Map.of());
        commits(image + ":1.4.1");
        loop.says(Map.of("application/broken.yaml", "a: [1 # {\"$imagepolicy\": \"default:other\"}\n"))
                .repository
                .commit("Broken");
        keepsShownOnly("order: semver:^1");
        WrittenImage written = write("1.4.2");
        assertThat(written.pushed()).isTrue();
        assertThat(written.notes()).singleElement().asString().contains("application/broken.yaml");

        images.push("1.4.3", TIME, Map.of());
        loop.says(Map.of("application/broken.yaml", "a: [1 # {\"$imagepolicy\": \"default:web\"}\n"))
                .repository
                .commit("Broken where it matters");
        assertThat(refused("1.4.3")).contains("application/broken.yaml");
    }

    @Test
    void ordersAreCancelledWhereTheUpdaterEnds() throws Exception {
        images.push("1.4.2", TIME, Map.of());
        commits(image + ":1.4.1");
        Path begun = loop.repository.bare().resolve("begun");
        Path go = loop.repository.bare().resolve("go");
        hook("echo x >> " + begun + "\nwhile [ ! -e " + go + " ]; do sleep 0.05; done\nexit 1\n");
        keepsShownOnly("order: semver:^1");
        Future<WrittenImage> order = updated.updater.write(loop.name(), ImageOrder.of(image, "1.4.2"));
        CompletableFuture<Void> closed;
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.exists(begun)) {
                assertThat(System.nanoTime() - end).isNegative();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            Future<WrittenImage> next = updated.updater.write(loop.name(), ImageOrder.of(image, "1.4.2"));
            closed = CompletableFuture.runAsync(updated::close);
            assertThatThrownBy(() -> end(next)).isInstanceOf(CancellationException.class);
        } finally {
            Files.createFile(go);
        }
        assertThatThrownBy(() -> end(order)).isInstanceOf(CancellationException.class);
        closed.get(60, TimeUnit.SECONDS);
    }
}
