package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.time.Instant;
import java.util.Objects;

/**
 * The last sync, as far as deciding about the next one needs it.
 *
 * @param commit of which commit
 * @param definition with which settings
 * @param failures how often in a row it has failed; 0 where it succeeded
 * @param at when it ended
 */
record Attempt(String commit, DeploymentDefinition definition, int failures, Instant at) {
    Attempt {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(at, "at");
    }

    /** Whether it was this very thing that was tried. */
    boolean of(String otherCommit, DeploymentDefinition otherDefinition) {
        return commit.equals(otherCommit) && definition.equals(otherDefinition);
    }
}
