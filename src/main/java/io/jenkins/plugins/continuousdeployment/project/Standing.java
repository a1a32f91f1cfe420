package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.BallColor;
import hudson.model.HealthReport;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.util.List;

/**
 * How a project stands, as Jenkins shows it: one colour and two reports. From memory alone.
 *
 * @param state what the loop knows
 * @param disabled whether nobody looks
 * @param suspended whether nothing happens by itself
 * @param failed whether the last sync failed
 */
record Standing(ProjectState state, boolean disabled, boolean suspended, boolean failed) {
    static Standing of(ContinuousDeployment project) {
        return new Standing(
                project.state(),
                project.isDisabled(),
                project.stored().suspension().isPresent(),
                project.lastSyncs().failed());
    }

    BallColor color(boolean building) {
        BallColor color = color();
        return building ? color.anime() : color;
    }

    private BallColor color() {
        if (disabled) {
            return BallColor.DISABLED;
        }
        boolean never = state.status().isEmpty() && state.message().isEmpty();
        if (suspended || never) {
            return BallColor.NOTBUILT;
        }
        HealthStatus health = state.health();
        if (failed || health == HealthStatus.DEGRADED || health == HealthStatus.MISSING) {
            return BallColor.RED;
        }
        boolean synced = state.syncStatus() == SyncStatus.SYNCED;
        return synced && health.isWell() ? BallColor.BLUE : BallColor.YELLOW;
    }

    List<HealthReport> reports() {
        int sync = state.syncStatus() == SyncStatus.SYNCED ? 100 : state.syncStatus() == SyncStatus.UNKNOWN ? 50 : 30;
        int health =
                switch (state.health()) {
                    case HEALTHY -> 100;
                    case SUSPENDED -> 80;
                    case PROGRESSING -> 60;
                    case UNKNOWN -> 50;
                    case MISSING -> 20;
                    case DEGRADED -> 0;
                };
        List<HealthReport> reports = new java.util.ArrayList<>(List.of(
                new HealthReport(sync, Messages._Standing_sync(Words.of(state.syncStatus()))),
                new HealthReport(health, Messages._Standing_health(Words.of(state.health())))));
        java.util.Collections.sort(reports);
        return reports;
    }
}
