package io.jenkins.plugins.continuousdeployment.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Newest by creation time, from a real registry. */
class CreationTimesTest {
    private static final TagPolicy NEWEST = TagPolicy.of("newest", Optional.empty(), List.of());

    private final Images images = new Images(TestBed.get());
    private final ImageName image =
            ImageName.of(images.at(TestBed.get().registry().url()));
    private final Registry registry =
            new Registry(RegistryAccess.of(image.host()).withPlainHttp(true), Clock.systemUTC());

    @AfterEach
    void close() {
        registry.close();
    }

    private void push(String tag, int day) {
        images.push(tag, "2026-01-%02dT00:00:00Z".formatted(day), Map.of("of", tag));
    }

    private CreationTimes times(int budget) {
        return new CreationTimes(image, Platform.DEFAULT, budget);
    }

    private List<String> listed() {
        return registry.tags(image).list();
    }

    @Test
    void theNewestWinsAndTimesAreKeptByDigest() {
        push("a", 2);
        push("b", 3);
        push("c", 1);
        CreationTimes times = times(CreationTimes.BUDGET);
        assertThat(times.choose(NEWEST, registry, listed()).tag()).contains("b");
        assertThat(times.created("c")).contains(Instant.parse("2026-01-01T00:00:00Z"));
        long before = registry.requests();
        assertThat(times.choose(NEWEST, registry, List.of("a", "b", "c")).tag()).contains("b");
        // Each tag is asked where it leads to; what lies there is known.
        assertThat(registry.requests() - before).isEqualTo(3);
    }

    @Test
    void aTagThatWasMovedIsSeen() {
        push("a", 2);
        push("b", 3);
        CreationTimes times = times(CreationTimes.BUDGET);
        assertThat(times.choose(NEWEST, registry, listed()).tag()).contains("b");
        push("a", 4);
        assertThat(times.choose(NEWEST, registry, listed()).tag()).contains("a");
    }

    @Test
    void nothingIsChosenBeforeAllTimesAreKnown() {
        List<String> tags = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            push("t" + day, day);
            tags.add("t" + day);
        }
        CreationTimes times = times(9);
        Choice first = times.choose(NEWEST, registry, tags);
        assertThat(first.tag()).isEmpty();
        assertThat(first.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "The creation times of 4 of 7 tags are not known yet, since a look takes at most 9 requests");
        assertThat(times.choose(NEWEST, registry, tags).tag()).isEmpty();
        long before = registry.requests();
        assertThat(times.choose(NEWEST, registry, tags).tag()).contains("t7");
        assertThat(registry.requests() - before).isLessThanOrEqualTo(9);
    }

    @Test
    void aTagDeletedSinceItWasListedDoesNotCount() {
        push("a", 2);
        push("b", 3);
        Choice choice = times(CreationTimes.BUDGET).choose(NEWEST, registry, List.of("a", "b", "gone"));
        assertThat(choice.tag()).contains("b");
    }

    @Test
    void onlyCandidatesAreLookedAt() {
        push("main-1", 1);
        push("dev-1", 9);
        long before = registry.requests();
        TagPolicy mains = TagPolicy.of(
                "newest",
                Optional.of(new io.jenkins.plugins.continuousdeployment.engine.definition.TagFilter("^main-", "")),
                List.of());
        assertThat(times(CreationTimes.BUDGET)
                        .choose(mains, registry, List.of("main-1", "dev-1"))
                        .tag())
                .contains("main-1");
        assertThat(registry.requests() - before).isEqualTo(2);
    }
}
