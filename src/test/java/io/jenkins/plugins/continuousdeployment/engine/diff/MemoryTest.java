package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of dry runs, for how long, and how that and the proof make an answer. */
class MemoryTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock();

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
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

    private static final DryRunVerdict DIFFERS =
            new DryRunVerdict(List.of(new FieldChange("a", null, "1", List.of())), List.of());

    private VerdictCache cache(int capacity) {
        return new VerdictCache(clock, new Random(1), HOUR, capacity);
    }

    private static VerdictCache.Question question(String text) {
        return new VerdictCache.Question(text);
    }

    @Test
    void aVerdictHoldsForAboutItsLifetime() {
        VerdictCache cache = cache(10);
        cache.put(question("a"), DIFFERS);
        clock.pass(Duration.ofMinutes(44));
        assertThat(cache.get(question("a"))).contains(DIFFERS);
        clock.pass(Duration.ofMinutes(32));
        assertThat(cache.get(question("a"))).isEmpty();
        assertThat(cache.get(question("b"))).isEmpty();
    }

    @Test
    void lifetimesAreSpread() {
        VerdictCache cache = cache(1000);
        IntStream.range(0, 1000).forEach(i -> cache.put(question("q" + i), DIFFERS));
        clock.pass(HOUR);
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> cache.get(question("q" + i)).isPresent())
                        .count())
                .isBetween(400L, 600L);
    }

    @Test
    void whatWasUsedLongestAgoIsForgottenFirst() {
        VerdictCache cache = cache(2);
        cache.put(question("a"), DIFFERS);
        cache.put(question("b"), DIFFERS);
        assertThat(cache.get(question("a"))).isPresent();
        cache.put(question("c"), DIFFERS);
        assertThat(cache.get(question("b"))).isEmpty();
        assertThat(cache.get(question("a"))).isPresent();
    }

    private static final KubeObject DESIRED =
            Trees.object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: b}}");

    private static final String LIVE = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: a
              uid: u1
              resourceVersion: "1"
              managedFields:
              - {manager: continuous-deployment, operation: Apply, apiVersion: v1, time: "2026-01-01T00:00:00Z",
                 fieldsV1: {"f:data": {"f:a": {}}}}
              - {manager: other, operation: Update, apiVersion: v1, time: "2026-01-01T00:00:00Z",
                 fieldsV1: {"f:x": {}}}
              - {manager: kubelet, operation: Update, subresource: status, fieldsV1: {"f:status": {"f:a": {}}}}
            data: {a: b}
            status: {a: 1}
            """;

    private static VerdictCache.Question about(String live) {
        return VerdictCache.Question.of(DESIRED, Trees.object(live));
    }

    @Test
    void aQuestionIsTheSameWhateverTheStatusIs() {
        assertThat(about(LIVE.replace("status: {a: 1}", "status: {a: 2}"))).isEqualTo(about(LIVE));
        assertThat(about(LIVE.replace("resourceVersion: \"1\"", "resourceVersion: \"2\"")))
                .isEqualTo(about(LIVE));
        assertThat(about(LIVE.replace("\"f:status\": {\"f:a\": {}}", "\"f:status\": {}")))
                .isEqualTo(about(LIVE));
        assertThat(about(LIVE.replace("2026", "2027"))).isEqualTo(about(LIVE));
    }

    @Test
    void aQuestionIsAnotherWhereAnythingElseIs() {
        for (Map.Entry<String, String> change : Map.of(
                        "data: {a: b}", "data: {a: c}",
                        "uid: u1", "uid: u2",
                        "\"f:x\"", "\"f:y\"",
                        "manager: other", "manager: another",
                        "name: a\n", "name: a\n  deletionTimestamp: \"2026-01-01T00:00:00Z\"\n")
                .entrySet()) {
            assertThat(about(LIVE.replace(change.getKey(), change.getValue())))
                    .as(change.toString())
                    .isNotEqualTo(about(LIVE));
        }
        KubeObject other = Trees.object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: c}}");
        assertThat(VerdictCache.Question.of(other, Trees.object(LIVE))).isNotEqualTo(about(LIVE));
    }

    @Test
    void looksAreSpreadOverTheFirstIntervalAndThenComeOnceInEach() {
        SlowLook looks = new SlowLook(clock, new Random(1), HOUR, 10_000);
        int[] counts = new int[48];
        for (int minute = 0; minute < 4 * 60; minute += 5) {
            counts[minute / 5] = (int)
                    IntStream.range(0, 1000).filter(i -> looks.due("u" + i)).count();
            clock.pass(Duration.ofMinutes(5));
        }
        assertThat(counts[0]).isZero();
        assertThat(IntStream.of(counts).sum()).isBetween(3300, 3900);
        assertThat(IntStream.of(counts).max().orElseThrow()).isLessThan(140);
    }

    private Comparer comparer() {
        return new Comparer(LiveServer.US, cache(10), new SlowLook(clock, new Random(1), HOUR, 10));
    }

    @Test
    void whatIsProvedNeedsNoRequestUntilItIsTimeToLook() {
        Comparer comparer = comparer();
        KubeObject live = Trees.object(LIVE);
        assertThat(comparer.compare(DESIRED, live)).isEqualTo(new Comparer.Answer.InSync());
        clock.pass(HOUR);
        assertThat(comparer.compare(DESIRED, live)).isEqualTo(new Comparer.Answer.AskServer(Proof.holds()));
        assertThat(comparer.learn(DESIRED, live, live).inSync()).isTrue();
        assertThat(comparer.compare(DESIRED, live)).isEqualTo(new Comparer.Answer.InSync());
    }

    @Test
    void whatTheServerSaidGoesBeforeAProof() {
        Comparer comparer = comparer();
        KubeObject live = Trees.object(LIVE);
        KubeObject predicted = Trees.object(LIVE.replace("data: {a: b}", "data: {a: b, webhook: was-here}"));
        DryRunVerdict verdict = comparer.learn(DESIRED, live, predicted);
        assertThat(verdict.message()).isEqualTo("data.webhook (added)");
        assertThat(comparer.compare(DESIRED, live)).isEqualTo(new Comparer.Answer.Differs(verdict));
    }

    @Test
    void whatIsNotProvedIsAskedOnce() {
        Comparer comparer = comparer();
        KubeObject live = Trees.object(LIVE.replace("\"f:a\": {}}}", "\"f:a\": {}, \"f:b\": {}}}"));
        Comparer.Answer answer = comparer.compare(DESIRED, live);
        assertThat(answer)
                .isEqualTo(
                        new Comparer.Answer.AskServer(new Proof.NotProved(Proof.Reason.NO_LONGER_DESIRED, "data.b")));
        comparer.learn(DESIRED, live, live);
        assertThat(comparer.compare(DESIRED, live)).isEqualTo(new Comparer.Answer.InSync());
        clock.pass(HOUR.plus(HOUR));
        assertThat(comparer.compare(DESIRED, live)).isEqualTo(answer);
    }

    @Test
    void ownersThatCannotBeReadAreAskedFor() {
        KubeObject live = Trees.object(LIVE.replace("operation: Apply", "operation: Guess"));
        assertThat(comparer().compare(DESIRED, live)).isInstanceOf(Comparer.Answer.AskServer.class);
    }
}
