package io.jenkins.plugins.continuousdeployment.config;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of clusters and repositories: as DNS has them, so that no address and no path looks like one. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Refuses a list with all that is wrong in it.
     *
     * @throws RefusedException naming every problem
     */
    static void check(String what, List<? extends Named> things, boolean global) {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Named thing : things) {
            String shown = what + " '" + thing.getName() + "': ";
            thing.problems(global).forEach(problem -> problems.add(Problem.of(shown + problem)));
            if (!seen.add(thing.getName())) {
                problems.add(Problem.of(shown + Messages.Names_Twice()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }
}
