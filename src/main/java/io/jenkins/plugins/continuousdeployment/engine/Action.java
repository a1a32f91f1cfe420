package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Locale;

/** What was done to an object, or in a diff would be. */
public enum Action {
    CREATED,
    CONFIGURED,
    UNCHANGED,
    PRUNED,
    /** No longer desired and ours, and stays all the same; the message says why. */
    KEPT,
    /** Desired and left alone; the message says why. */
    SKIPPED,
    FAILED;

    /** As it is shown and stored: {@code created}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
