package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.Status.ObjectStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One object on a project's page.
 *
 * @param cluster by the name that the definition gives it
 * @param kind with its group where it has one
 * @param namespace empty for a cluster-scoped object
 * @param name of the object
 * @param sync whether it equals Git
 * @param health how well it is
 * @param message for a person
 * @param differs whether there is a difference to look at
 * @param query the parameter by which the page of differences knows it
 */
public record ObjectRow(
        String cluster,
        String kind,
        String namespace,
        String name,
        Sign sync,
        Sign health,
        String message,
        boolean differs,
        String query) {
    /** Less for what is more urgent. */
    int urgency() {
        return Math.min(sync.rank() * 2, health.rank());
    }

    static ObjectRow of(ObjectStatus object) {
        return new ObjectRow(
                object.cluster(),
                object.key().groupKind().toString(),
                object.key().namespace(),
                object.key().name(),
                Sign.of(object.syncStatus()),
                Sign.of(object.health()),
                object.message(),
                object.syncStatus() == SyncStatus.OUT_OF_SYNC,
                "object=" + URLEncoder.encode(object.key().toString(), StandardCharsets.UTF_8));
    }
}
