package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.cluster.UnreachableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Asks a cluster for its nodes, seldom: they matter to people who follow a link, and to nothing that is decided. */
final class NodeLook {
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final ResourceType NODES =
            new ResourceType(new GroupKind("", "Node"), "v1", "nodes", false, Set.of());

    private final Cluster cluster;
    private final Clock clock;
    private Nodes known = Nodes.unknown("");
    private Instant due = Instant.MIN;

    NodeLook(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /** As they were at most ten minutes ago; a refusal is remembered as long. */
    synchronized Nodes nodes() {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return known;
        }
        due = now.plus(AGAIN);
        try {
            known = Nodes.of(cluster.objects().list(NODES, "", ""));
        } catch (ApiException e) {
            known = Nodes.unknown(
                    e.forbidden()
                            ? "the account in " + cluster.describe() + " lacks the right to list nodes"
                            : e.getMessage());
        } catch (UnreachableException e) {
            known = Nodes.unknown(e.getMessage());
        }
        return known;
    }
}
