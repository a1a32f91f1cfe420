package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Remembers what dry runs told, so that the same question is not asked again: as long as the desired object, the live
 * one (but for its status) and all managers' fields are the same, and for a limited time, since webhooks, policies and
 * schemas change without any of these. Safe for many threads.
 */
public final class VerdictCache {
    private record Remembered(DryRunVerdict verdict, Instant until) {}

    /**
     * What was asked.
     *
     * @param hash of all that the answer rests on
     */
    public record Question(String hash) {
        public Question {
            Objects.requireNonNull(hash, "hash");
        }

        /**
         * The question of what applying an object would change.
         *
         * @param desired as it would be sent
         * @param live as it was read, with its uid, hence of one cluster
         * @throws IllegalArgumentException where the live object's {@code managedFields} can't be read
         */
        public static Question of(KubeObject desired, KubeObject live) {
            List<Map<String, Object>> owners = ManagedFields.of(live).entries().stream()
                    .filter(entry -> !entry.subresource().equals("status"))
                    .map(Question::timeless)
                    .toList();
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("uid", live.uid());
            all.put("desired", desired.body());
            all.put("live", Bookkeeping.removed(live).body());
            all.put("owners", owners);
            return new Question(sha256(Json.canonical(all)));
        }

        private static Map<String, Object> timeless(ManagedEntry entry) {
            Map<String, Object> tree = entry.toTree();
            tree.remove("time");
            return tree;
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    private final Clock clock;
    private final RandomGenerator random;
    private final Duration lifetime;
    private final Bounded<Question, Remembered> verdicts;

    /**
     * An empty memory.
     *
     * @param clock tells when a verdict is too old
     * @param random spreads that time
     * @param lifetime about how long a verdict holds
     * @param capacity how many are remembered; those used longest ago go first
     */
    public VerdictCache(Clock clock, RandomGenerator random, Duration lifetime, int capacity) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
        this.verdicts = new Bounded<>(capacity);
    }

    /** What was told, empty where nothing was or it is too old. */
    public synchronized Optional<DryRunVerdict> get(Question question) {
        Remembered remembered = verdicts.get(question);
        if (remembered != null && !clock.instant().isBefore(remembered.until())) {
            verdicts.remove(question);
            return Optional.empty();
        }
        return Optional.ofNullable(remembered).map(Remembered::verdict);
    }

    /** Remembers an answer. */
    public synchronized void put(Question question, DryRunVerdict verdict) {
        Instant until = clock.instant().plus(Jitter.around(lifetime, random));
        verdicts.put(question, new Remembered(verdict, until));
    }
}
