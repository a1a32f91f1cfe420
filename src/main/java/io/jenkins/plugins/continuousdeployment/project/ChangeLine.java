package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.Change;

/** A change as the logs of builds and pipelines have it. */
public final class ChangeLine {
    private ChangeLine() {}

    /**
     * One line, more where the change's message has more.
     *
     * @param namesCluster whether it says in which cluster
     */
    public static String of(Change change, boolean namesCluster) {
        String text = String.format("%-11s%s", change.action(), change.key());
        String where = namesCluster ? " in " + change.cluster() : "";
        return text + where + (change.message().isEmpty() ? "" : ": " + change.message());
    }
}
