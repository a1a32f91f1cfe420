package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A value that is a single word.
 *
 * @param type what it is, for the reference page
 * @param wanted what it must be, for a message
 * @param taken the types of YAML values that are taken; their text is the word
 * @param parse the value of a word, nothing where the word does not fit
 * @param tree the YAML value of a value
 * @param words the words there are, for one that is nearly one of them; empty where there is no list
 */
record ScalarForm<T>(
        String type,
        String wanted,
        Set<Class<?>> taken,
        Function<String, Optional<T>> parse,
        Function<T, Object> tree,
        List<String> words)
        implements Form<T> {

    private static final Set<Class<?>> WORD = Set.of(String.class);

    static final ScalarForm<String> TEXT =
            new ScalarForm<>("text", "text", WORD, Optional::of, text -> text, List.of());

    static final ScalarForm<Boolean> FLAG = new ScalarForm<>(
            "`true` or `false`",
            "true or false",
            Set.of(Boolean.class),
            word -> Optional.of(Boolean.valueOf(word)),
            flag -> flag,
            List.of());

    static final ScalarForm<Integer> COUNT = new ScalarForm<>(
            "whole number",
            "a whole number from 0 to " + Integer.MAX_VALUE,
            Set.of(Long.class, Integer.class),
            ScalarForm::count,
            Integer::longValue,
            List.of());

    static final ScalarForm<Duration> DURATION = new ScalarForm<>(
            "duration",
            "a duration with its unit, such as 90s, 3m or 1h30m",
            WORD,
            GoDuration::parse,
            GoDuration::format,
            List.of());

    static final ScalarForm<Instant> TIME = new ScalarForm<>(
            "time",
            "a time with its zone, such as 2027-01-01T08:00:00Z",
            WORD,
            ScalarForm::time,
            Instant::toString,
            List.of());

    static final ScalarForm<PruneLimit> LIMIT = new ScalarForm<>(
            "count or percentage",
            "a count of objects from 0, or a percentage from 0% to 100%",
            Set.of(Long.class, Integer.class, String.class),
            ScalarForm::limit,
            limit -> limit.percentage() ? limit.toString() : (Object) (long) limit.value(),
            List.of());

    /** One of the words of an enum, which are what its constants' {@code toString} says. */
    static <E extends Enum<E>> ScalarForm<E> words(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> words = constants.stream().map(Enum::toString).toList();
        return new ScalarForm<>(
                words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" or ")),
                "one of " + String.join(", ", words),
                WORD,
                word -> constants.stream()
                        .filter(c -> c.toString().equals(word))
                        .findFirst(),
                Enum::toString,
                words);
    }

    @Override
    public T read(Object value, Site site) {
        if (!taken.contains(value.getClass())) {
            site.problem("must be " + wanted + "; this is " + Forms.describe(value) + quotes(value));
            return null;
        }
        String word = value.toString();
        Optional<T> parsed = parse.apply(word);
        if (parsed.isEmpty()) {
            site.problem("must be " + wanted
                    + (word.isEmpty() ? "; this is empty" : ", not \"" + Site.shown(word) + "\"") + hint(word));
        }
        return parsed.orElse(null);
    }

    private String hint(String word) {
        String near = Nearest.hint(word, words);
        return near.isEmpty() ? "" : "." + near;
    }

    /** YAML's most frequent surprise: a tag {@code 1.20} is a number, {@code "true"} is none. */
    private String quotes(Object value) {
        if (value instanceof String word
                && taken.contains(Boolean.class)
                && Set.of("true", "false").contains(word)) {
            return ", so drop the quotes";
        }
        boolean scalar = value instanceof Number || value instanceof Boolean;
        return scalar && this.equals(TEXT) ? ", so put it in quotes if it is meant" : "";
    }

    @Override
    public Object write(T value) {
        return tree.apply(value);
    }

    @Override
    public T absent(String byDefault) {
        Optional<T> value = parse.apply(byDefault);
        if (value.isEmpty() && !byDefault.isEmpty()) {
            throw new IllegalStateException("the default " + byDefault + " is no " + type);
        }
        return value.orElse(null);
    }

    private static Optional<PruneLimit> limit(String word) {
        try {
            return Optional.of(PruneLimit.parse(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> count(String word) {
        try {
            int count = Integer.parseInt(word);
            return count < 0 ? Optional.empty() : Optional.of(count);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String word) {
        try {
            return Optional.of(OffsetDateTime.parse(word).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
