package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;

/** The engine's words in the reader's language. */
public final class Words {
    private Words() {}

    /** A sync status. */
    public static String of(SyncStatus status) {
        return switch (status) {
            case SYNCED -> Messages.SyncStatus_synced();
            case OUT_OF_SYNC -> Messages.SyncStatus_outOfSync();
            case UNKNOWN -> Messages.SyncStatus_unknown();
        };
    }

    /** A health status; empty for null, which a kind without health has. */
    public static String of(HealthStatus health) {
        if (health == null) {
            return "";
        }
        return switch (health) {
            case HEALTHY -> Messages.HealthStatus_healthy();
            case PROGRESSING -> Messages.HealthStatus_progressing();
            case DEGRADED -> Messages.HealthStatus_degraded();
            case SUSPENDED -> Messages.HealthStatus_suspended();
            case MISSING -> Messages.HealthStatus_missing();
            case UNKNOWN -> Messages.HealthStatus_unknown();
        };
    }
}
