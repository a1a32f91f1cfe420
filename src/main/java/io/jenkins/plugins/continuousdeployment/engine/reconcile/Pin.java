package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.util.Objects;

/**
 * A commit that a project stays at, although its revision says another: how a rollback holds while automation is on,
 * until there is a new commit, or somebody lets go.
 *
 * @param commit the commit to stay at, a whole id
 * @param instead what the revision said when the pin was set, a whole id; another one ends the pin
 */
public record Pin(String commit, String instead) {
    public Pin {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(instead, "instead");
    }
}
