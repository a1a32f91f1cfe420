package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;

/** From which file of the source each part of what a tool rendered comes. */
@FunctionalInterface
public interface Origin {
    /** What was not rendered comes from where it is read. */
    Origin ITSELF = read -> read;

    /**
     * The file of the source.
     *
     * @param read a place in what was rendered
     */
    Place of(Place read);

    /** A problem as the person sees it who knows only the source: the line of the rendering becomes part of the text. */
    default Problem of(Problem problem) {
        if (problem.place() == null) {
            return problem;
        }
        Place origin = of(problem.place());
        return origin.equals(problem.place())
                ? problem
                : new Problem(
                        origin, problem.message() + " (line " + problem.place().line() + " of what is rendered)");
    }
}
