package io.jenkins.plugins.continuousdeployment.engine.semver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ranges: conditions joined by spaces or commas must all hold, {@code ||} separates alternatives, {@code a - b}
 * is {@code >=a, <=b}. Limits and oddities are the model's, as its table in the test resources shows; one is not kept:
 * the model refuses a hyphen range that follows {@code ||} without a space.
 */
final class RangeReader {
    private static final int LONGEST = 512;
    private static final int MOST_ALTERNATIVES = 32;
    private static final Set<String> WILDCARDS = Set.of("x", "*");
    private static final String SPACES = "[\\t\\n\\f\\r ]*+";
    private static final String NUMBER = "([0-9xX*]++)";
    private static final Pattern CONDITION = Pattern.compile("(!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|)" + SPACES + "v?" + NUMBER
            + "(?:\\." + NUMBER + ")?(?:\\." + NUMBER + ")?" + Version.SUFFIXES);
    private static final Pattern HYPHEN = Pattern.compile("[\\t\\n\\f\\r ]++-[\\t\\n\\f\\r ]++(?=[v0-9xX*])");
    private static final Pattern SEPARATOR = Pattern.compile(SPACES + "(,?)" + SPACES);

    private final String text;
    private final List<Condition> conditions = new ArrayList<>();
    private int position;

    private RangeReader(String text) {
        this.text = text;
    }

    static Optional<SemverRange> read(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.empty();
        }
        String[] parts = text.split("\\|\\|", -1);
        if (parts.length > MOST_ALTERNATIVES) {
            return Optional.empty();
        }
        List<List<Condition>> alternatives = new ArrayList<>();
        for (String part : parts) {
            RangeReader reader = new RangeReader(part);
            if (!reader.readAll()) {
                return Optional.empty();
            }
            alternatives.add(reader.conditions);
        }
        return Optional.of(new SemverRange(text, alternatives));
    }

    /**
     * Whether the whole text is made of conditions, at least one. In the model a hyphen range takes the spaces around
     * it with it: nothing then parts it from a condition before it, unless that was one too or a comma stands between.
     */
    private boolean readAll() {
        Matcher separator = SEPARATOR.matcher(text);
        boolean hyphenFits = true;
        while (true) {
            separator.region(position, text.length()).lookingAt();
            boolean start = conditions.isEmpty();
            boolean comma = !separator.group(1).isEmpty();
            boolean parted = start ? !comma : separator.end() > position;
            position = separator.end();
            if (!start && position == text.length()) {
                return !comma;
            }
            int before = conditions.size();
            if (!parted || !readCondition()) {
                return false;
            }
            boolean hyphen = conditions.size() == before + 2;
            if (hyphen && !hyphenFits && !comma) {
                return false;
            }
            hyphenFits = hyphen;
        }
    }

    private boolean readCondition() {
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.region(position, text.length()).lookingAt()) {
            return false;
        }
        position = matcher.end();
        Matcher hyphen = HYPHEN.matcher(text);
        if (!matcher.group(1).isEmpty()
                || !hyphen.region(position, text.length()).lookingAt()) {
            return add(Condition.Operator.of(matcher.group(1)), matcher);
        }
        position = hyphen.end();
        Matcher upper = CONDITION.matcher(text);
        if (!upper.region(position, text.length()).lookingAt()) {
            return false;
        }
        position = upper.end();
        return add(Condition.Operator.GREATER_OR_EQUAL, matcher) && add(Condition.Operator.LESS_OR_EQUAL, upper);
    }

    private boolean add(Condition.Operator operator, Matcher matcher) {
        String major = matcher.group(2);
        String minor = matcher.group(3);
        String patch = matcher.group(4);
        String preRelease = matcher.group(5);
        Condition.Open open = open(major, minor, patch);
        Optional<Version> bound =
                switch (open) {
                    case ALL -> Version.of("0", null, null, preRelease, null);
                    case MINOR -> Version.of(major, null, null, preRelease, null);
                    case PATCH -> Version.of(major, minor, null, preRelease, null);
                    case NOTHING -> Version.of(major, minor, patch, preRelease, matcher.group(6));
                };
        bound.ifPresent(version -> conditions.add(new Condition(operator, version, open)));
        return bound.isPresent();
    }

    private static Condition.Open open(String major, String minor, String patch) {
        if (isOpen(major)) {
            return Condition.Open.ALL;
        }
        if (isOpen(minor)) {
            return Condition.Open.MINOR;
        }
        return isOpen(patch) ? Condition.Open.PATCH : Condition.Open.NOTHING;
    }

    private static boolean isOpen(String number) {
        return number == null || WILDCARDS.contains(number.toLowerCase(Locale.ROOT));
    }
}
