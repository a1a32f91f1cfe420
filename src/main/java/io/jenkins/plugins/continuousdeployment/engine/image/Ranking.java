package io.jenkins.plugins.continuousdeployment.engine.image;

import io.jenkins.plugins.continuousdeployment.engine.semver.SemverRange;
import io.jenkins.plugins.continuousdeployment.engine.semver.Version;
import io.jenkins.plugins.continuousdeployment.engine.tag.TagOrder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What of a candidate an order looks at, and which is preferred.
 *
 * @param value what is looked at; nothing for a candidate that does not count
 * @param preference the preferred is the greatest
 * @param lastOfEqual which of equal candidates wins, by the bytes of their tags; as Flux has it for a registry that lists
 *     in that order
 * @param oddity what candidates that do not count are, for a note
 * @param told whether they are told even where another is chosen
 */
record Ranking<T>(
        Function<Candidate, Optional<T>> value,
        Comparator<T> preference,
        boolean lastOfEqual,
        String oddity,
        boolean told) {
    /** What both Go and Java read as a decimal; Go's infinities and hexadecimal fractions are nobody's tags. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

    private static final Comparator<String> BYTES = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    Ranking {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(preference, "preference");
        Objects.requireNonNull(oddity, "oddity");
    }

    static Ranking<?> of(TagOrder order, Function<String, Optional<Instant>> created) {
        if (order instanceof TagOrder.Numerical numerical) {
            return new Ranking<>(
                    each -> number(each.compared()),
                    directed(Comparator.<BigDecimal>naturalOrder(), numerical.descending()),
                    true,
                    "no number",
                    true);
        }
        if (order instanceof TagOrder.Alphabetical alphabetical) {
            return new Ranking<>(
                    each -> Optional.of(each.compared()), directed(BYTES, alphabetical.descending()), true, "", false);
        }
        if (order instanceof TagOrder.Semver semver) {
            return new Ranking<>(
                    each -> version(each.compared(), semver.range()),
                    Version.PRECEDENCE,
                    false,
                    "no version in the range " + semver.range(),
                    false);
        }
        if (order instanceof TagOrder.Fixed fixed) {
            return new Ranking<>(
                    each -> Optional.of(each.tag()).filter(fixed.tag()::equals),
                    Comparator.<String>naturalOrder(),
                    true,
                    "not the tag " + fixed.tag(),
                    false);
        }
        return new Ranking<>(
                each -> created.apply(each.tag()),
                Comparator.<Instant>naturalOrder(),
                true,
                "without a creation time",
                true);
    }

    private static <T> Comparator<T> directed(Comparator<T> ascending, boolean descending) {
        return descending ? ascending.reversed() : ascending;
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Flux wants two dots, so that {@code 2024} and {@code 1.2} are no versions. */
    private static Optional<Version> version(String text, SemverRange range) {
        boolean dotted = text.chars().filter(c -> c == '.').count() >= 2;
        return dotted ? Version.parse(text).filter(range::accepts) : Optional.empty();
    }

    /** Whether the second is to be taken instead of the first, which stands before it by the bytes of their tags. */
    private boolean beats(T best, T next) {
        int order = preference.compare(next, best);
        return order > 0 || (order == 0 && lastOfEqual);
    }

    /** The preferred of candidates in the order of their tags' bytes; those that don't count are handed to the other. */
    Optional<Candidate> best(Iterable<Candidate> candidates, java.util.function.Consumer<Candidate> odd) {
        Candidate best = null;
        T bestValue = null;
        for (Candidate each : candidates) {
            Optional<T> next = value.apply(each);
            if (next.isEmpty()) {
                odd.accept(each);
            } else if (best == null || beats(bestValue, next.get())) {
                best = each;
                bestValue = next.get();
            }
        }
        return Optional.ofNullable(best);
    }

    /** What going from one candidate to another is; both must be others. */
    Move move(Candidate present, Candidate chosen) {
        Optional<T> from = value.apply(present);
        Optional<T> to = value.apply(chosen);
        if (from.isEmpty() || to.isEmpty()) {
            return Move.FIRST;
        }
        return preference.compare(to.get(), from.get()) < 0 ? Move.DOWNGRADE : Move.UPGRADE;
    }
}
