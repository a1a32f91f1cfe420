package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * One line of a change set.
 *
 * @param cluster the destination's cluster as the definition names it
 * @param apiVersion the version it was handled in
 * @param key which object
 * @param action what was done
 * @param reason one word for programs, such as {@code Drift}, {@code NotInGit}; empty where there is nothing to add
 * @param message for a person; empty where there is nothing to add
 * @param wave the sync wave, 0 by default
 */
public record Change(
        String cluster, String apiVersion, ObjectKey key, Action action, String reason, String message, int wave) {
    public Change {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
    }
}
