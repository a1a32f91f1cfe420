package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.SharedWatches;
import io.jenkins.plugins.continuousdeployment.engine.cluster.UnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One cluster, with the watches that all its projects share. While it does not answer, its projects rest, and it is
 * asked now and then whether it is back; nothing is concluded meanwhile.
 */
final class ClusterLoop implements AutoCloseable {
    private static final Retry PROBES = new Retry(Integer.MAX_VALUE, Duration.ofMillis(500), 2, Duration.ofSeconds(15));
    private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final String key;
    private final String stamp;
    private final String namespace;
    private final Heard heard;
    private final Turns.Turn probe;
    private final NodeLook nodes;
    private final Map<String, Set<ProjectLoop>> byApplySet = new ConcurrentHashMap<>();
    private final Set<ProjectLoop> projects = ConcurrentHashMap.newKeySet();
    private volatile String down;
    private volatile boolean watched = true;
    private int probes;
    private int visitors;

    /** Hears how the cluster is. */
    interface Heard {
        void unreachable(String what, String why);

        void back(String what);

        void watchBroken(String what, String why);
    }

    ClusterLoop(Sites.ClusterSite site, Turns turns, Clock clock, Heard heard) {
        this.key = site.key();
        this.stamp = site.stamp();
        this.namespace = site.namespace();
        this.cluster = site.open().get();
        this.heard = heard;
        this.probe = turns.turn("probe", this::probe, LONGEST_TURN);
        this.nodes = new NodeLook(cluster, clock);
        cluster.watch(clock, new Changes());
    }

    /** The namespace of a destination here: its own, else the cluster's. */
    String namespace(DestinationSpec spec) {
        return spec.namespace().isEmpty() ? namespace : spec.namespace();
    }

    private final class Changes implements SharedWatches.Listener {
        @Override
        public void changed(String applySetId) {
            byApplySet.getOrDefault(applySetId, Set.of()).forEach(ProjectLoop::liveChanged);
        }

        @Override
        public void refused(String what, String why) {
            watched = false;
            // They look at the interval from now on.
            projects.forEach(ProjectLoop::soon);
            heard.watchBroken(cluster.describe() + ": " + what, why);
        }

        @Override
        public void broken(String what, String why) {
            // Opened again by itself; an outage is told by whoever needs the cluster.
        }

        @Override
        public void mended(String what) {
            // What changed meanwhile was told.
        }
    }

    Cluster cluster() {
        return cluster;
    }

    /** Where its nodes are reached; asks for that now and then. */
    Nodes nodes() {
        return nodes.nodes();
    }

    /** By what the loop knows it. */
    String key() {
        return key;
    }

    /** Whether it is reached as a site says now. */
    boolean of(Sites.ClusterSite site) {
        return stamp.equals(site.stamp());
    }

    void join(ProjectLoop project) {
        projects.add(project);
    }

    /** From now on changes of this apply set concern a project; true where they did not before. */
    boolean follow(ProjectLoop project, String applySetId) {
        return byApplySet
                .computeIfAbsent(applySetId, id -> ConcurrentHashMap.newKeySet())
                .add(project);
    }

    /** A project has nothing here any more. */
    void leave(ProjectLoop project) {
        projects.remove(project);
        byApplySet.values().forEach(each -> each.remove(project));
        byApplySet.values().removeIf(Set::isEmpty);
    }

    /** Somebody compares something that is no project's; it stays open meanwhile. */
    synchronized void visit() {
        visitors++;
    }

    /** That is over. */
    synchronized void leave() {
        visitors--;
    }

    /** Whether no project has anything here, and nobody is at it. */
    synchronized boolean unused() {
        return projects.isEmpty() && visitors == 0;
    }

    /** Whether the account may watch whatever it was asked to. */
    boolean watched() {
        return watched;
    }

    /** Why it is taken for unreachable; null where it is not. */
    String down() {
        return down;
    }

    /**
     * Somebody got no answer.
     *
     * @param certainly whether it was this cluster; if not, it is asked
     */
    void suspected(UnreachableException why, boolean certainly) {
        if (certainly) {
            lost(why);
            return;
        }
        try {
            cluster.ping();
        } catch (UnreachableException e) {
            lost(e);
        } catch (ApiException e) {
            // An answer.
        }
    }

    private void lost(UnreachableException why) {
        synchronized (this) {
            if (down != null) {
                return;
            }
            down = why.getMessage();
            probes = 1;
        }
        heard.unreachable("cluster " + cluster.name(), why.getMessage());
        probe.after(PROBES.before(probes));
    }

    private void probe() {
        try {
            cluster.ping();
        } catch (UnreachableException e) {
            if (!e.getMessage().equals(down)) {
                // The first word may have been about an address or a client that is no longer in use.
                down = e.getMessage();
                projects.forEach(ProjectLoop::soon);
            }
            probe.after(PROBES.before(++probes));
            return;
        } catch (ApiException e) {
            // An answer, if an unfriendly one: its projects will say what it means for them.
        }
        down = null;
        heard.back("cluster " + cluster.name());
        List.copyOf(new HashSet<>(projects)).forEach(ProjectLoop::soon);
    }

    @Override
    public void close() {
        probe.stop(true);
        cluster.close();
    }
}
