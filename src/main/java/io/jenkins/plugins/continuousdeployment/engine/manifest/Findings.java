package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the manifests, across all files; beyond fifty problems only their number. */
final class Findings {
    private static final int SHOWN = 50;

    private final List<Problem> problems = new ArrayList<>();
    private final Origin origin;
    private int more;

    Findings(Origin origin) {
        this.origin = origin;
    }

    void add(Place place, String message) {
        add(new Problem(place, message));
    }

    void add(Problem problem) {
        addOriginal(origin.of(problem));
    }

    /** One whose place is the source's already. */
    void addOriginal(Problem problem) {
        if (problems.size() < SHOWN) {
            problems.add(problem);
        } else {
            more++;
        }
    }

    void addAll(List<Problem> all) {
        all.forEach(this::add);
    }

    /** How many there are by now. */
    int count() {
        return problems.size() + more;
    }

    /** Refuses everything if anything is wrong. */
    void refuseIfAny() {
        if (more > 0) {
            problems.add(Problem.of("and " + more + " more problems"));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }
}
