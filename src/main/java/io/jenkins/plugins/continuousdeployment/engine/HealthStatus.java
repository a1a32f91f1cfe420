package io.jenkins.plugins.continuousdeployment.engine;

/** How well something runs, from best to worst: an application is as well as its worst object. */
public enum HealthStatus {
    HEALTHY("Healthy"),
    SUSPENDED("Suspended"),
    PROGRESSING("Progressing"),
    MISSING("Missing"),
    DEGRADED("Degraded"),
    UNKNOWN("Unknown");

    private final String text;

    HealthStatus(String text) {
        this.text = text;
    }

    /** Whether nothing is left to wait for: it runs, or somebody has stopped it on purpose. */
    public boolean isWell() {
        return this == HEALTHY || this == SUSPENDED;
    }

    /** The worse of two. */
    public HealthStatus and(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As it is shown and stored: {@code Healthy}. */
    @Override
    public String toString() {
        return text;
    }
}
