package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Locale;

/** What becomes of an object's dependents when it is deleted. */
public enum PropagationPolicy {
    /** Dependents first, then the owner. */
    FOREGROUND("Foreground"),
    /** The owner at once, dependents by the garbage collector. */
    BACKGROUND("Background"),
    /** The owner alone. */
    ORPHAN("Orphan");

    private final String api;

    PropagationPolicy(String api) {
        this.api = api;
    }

    /** As the API server calls it: {@code Foreground}. */
    public String api() {
        return api;
    }

    /** As the definition has it: {@code foreground}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
