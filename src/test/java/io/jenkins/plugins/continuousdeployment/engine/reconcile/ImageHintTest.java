package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody says that there is something new. */
class ImageHintTest {
    private static final String TIME = "2026-01-01T00:00:00Z";

    @Test
    void thoseWhoWatchTheImageLookAtOnceAndAFloodOfHintsIsMerged() {
        Images images = new Images(TestBed.get());
        String image = images.at(TestBed.get().registry().basicUrl());
        images.push("1.0.0", TIME, Map.of());
        try (Loop loop = Loop.withPushes();
                UpdatedImages updated = new UpdatedImages(loop)) {
            loop.says(Map.of("web.yaml", "web: " + image + ":1.0.0 # {\"$imagepolicy\": \"default:web\"}\n"))
                    .repository
                    .commit("The shop");
            updated.keeps(loop.definition("interval: 1h").replaceFirst("  interval: 1s\n", "") + """
                    images: [{policy: 'default:web', image: %s, order: 'semver:^1', interval: 1h}]
                    imageUpdates: {automatic: false}
                    """.formatted(image));
            updated.until(state -> state.images().get(0).latest().equals("1.0.0"));
            assertThat(updated.updater.lookAt(List.of(ImageName.of("ghcr.io/shop/other"))))
                    .isZero();

            long begun = System.nanoTime();
            int before = updated.looks();
            for (int i = 1; i <= 20_000; i++) {
                assertThat(updated.updater.lookAt(List.of(
                                ImageName.of(image.toUpperCase(Locale.ROOT).substring(0, image.indexOf('/'))
                                        + image.substring(image.indexOf('/'))))))
                        .isEqualTo(1);
            }
            images.push("1.1.0", TIME, Map.of());
            updated.updater.lookAt(List.of(ImageName.of(image)));
            updated.until(state -> state.images().get(0).latest().equals("1.1.0"));
            // The first, and then one every two seconds; one of them may be told after its time.
            long most = 2 + Duration.ofNanos(System.nanoTime() - begun).dividedBy(Duration.ofSeconds(2));
            assertThat(updated.looks() - before).isBetween(1, (int) most);
        }
    }
}
