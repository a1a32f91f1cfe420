package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Who a commit says has made it.
 *
 * @param name such as {@code kubevelabot}
 * @param email such as {@code bot@example.com}
 */
public record Author(String name, String email) {
    /**
     * Checks that Git can write both into a commit.
     *
     * @throws RefusedException naming all that it can't
     */
    public Author {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
        List<Problem> problems = new ArrayList<>();
        check("name", name, problems);
        check("email", email, problems);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    private static void check(String what, String value, List<Problem> problems) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        if (value.isBlank()) {
            problems.add(Problem.of("the author's " + what + " is empty: a commit needs one."));
        } else if (!value.equals(plain) || value.contains("<") || value.contains(">")) {
            problems.add(Problem.of("the author's " + what + " '" + plain
                    + "' contains a control character, '<' or '>'," + " which a commit can't carry."));
        } else if (value.replaceAll("[.,:;\"'\\s]", "").isEmpty()) {
            problems.add(Problem.of("the author's " + what + " '" + plain + "' is nothing but punctuation."));
        }
    }

    @Override
    public String toString() {
        return name + " <" + email + ">";
    }
}
