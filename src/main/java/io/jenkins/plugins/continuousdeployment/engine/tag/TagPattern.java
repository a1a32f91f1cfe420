package io.jenkins.plugins.continuousdeployment.engine.tag;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * An RE2 expression that a tag must contain, and what of it is compared. RE2 takes {@code (?P<name>…)} and needs time in
 * proportion to the text whatever the expression; Java's own does neither. Go lets two groups have one name; here that is
 * refused, as RE2 itself does.
 */
public final class TagPattern {
    private static final int LONGEST = 1000;

    private final Pattern pattern;
    private final Optional<Expansion> extract;

    private TagPattern(Pattern pattern, Optional<Expansion> extract) {
        this.pattern = pattern;
        this.extract = extract;
    }

    /**
     * Reads an expression.
     *
     * @param extract what is compared, in terms of the groups, as Go's {@code Regexp.Expand} has it; empty for the tag
     * @throws RefusedException saying what is wrong and where
     */
    public static TagPattern of(String expression, String extract) {
        if (expression.length() > LONGEST) {
            throw new RefusedException("is too long: at most " + LONGEST + " characters can be");
        }
        try {
            return new TagPattern(
                    Pattern.compile(expression),
                    extract.isEmpty() ? Optional.empty() : Optional.of(new Expansion(extract)));
        } catch (PatternSyntaxException e) {
            throw new RefusedException(problem(expression, e), e);
        } catch (StackOverflowError e) {
            throw new RefusedException("is nested too deeply", e);
        }
    }

    /** RE2/J knows the fragment at fault, not its position. */
    private static String problem(String expression, PatternSyntaxException e) {
        String fragment = Objects.requireNonNullElse(e.getPattern(), "");
        int open = fragment.equals(expression) ? lastOpen(expression) : -1;
        int position = open >= 0 || fragment.isEmpty() ? open : expression.indexOf(fragment);
        String where = position < 0
                ? ""
                : " at character " + (position + 1) + ": " + (open >= 0 ? expression.substring(open) : fragment);
        return "is no RE2 expression: " + e.getDescription() + where;
    }

    /** The last parenthesis that is opened and not closed; -1 where there is none. */
    private static int lastOpen(String expression) {
        Deque<Integer> open = new ArrayDeque<>();
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            } else if (c == '(' && !inClass) {
                open.push(i);
            } else if (c == ')' && !inClass) {
                open.poll();
            }
        }
        return open.isEmpty() ? -1 : open.peek();
    }

    /** Whether a tag contains what is meant. */
    public boolean accepts(String tag) {
        return pattern.matcher(tag).find();
    }

    /**
     * What of a tag is compared.
     *
     * @return nothing where the tag does not contain what is meant; the text may be empty
     */
    public Optional<String> compared(String tag) {
        Matcher matcher = pattern.matcher(tag);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                extract.map(each -> each.of(matcher, pattern.namedGroups())).orElse(tag));
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
