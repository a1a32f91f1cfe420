package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.SharedWatches;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ClusterTarget;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderTarget;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.sync.Compare;
import io.jenkins.plugins.continuousdeployment.engine.sync.CompareMemory;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Permit;
import io.jenkins.plugins.continuousdeployment.engine.sync.Project;
import io.jenkins.plugins.continuousdeployment.engine.sync.Serials;
import io.jenkins.plugins.continuousdeployment.engine.sync.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a command works with: clusters, threads to ask them, and the projects as their source has them now. */
final class Workspace implements AutoCloseable {
    private static final Manifests NOTHING = new Manifests(List.of(), List.of(), List.of());

    private final Console console;
    private final ProjectOptions projects;
    private final SourceOptions source;
    private final Parallel parallel = new Parallel("cdctl");
    private final Map<String, DestinationOptions.Connected> clusters = new HashMap<>();

    /**
     * Opens one.
     *
     * @param source the source that flags name, or null for a command that needs none
     */
    Workspace(Console console, ProjectOptions projects, SourceOptions source) {
        this.console = console;
        this.projects = projects;
        this.source = source;
    }

    /** Compares each project with its clusters, in the order of the file. */
    List<Comparison> compare() {
        List<DeploymentDefinition> definitions = projects.definitions(source);
        List<Project> read = definitions.isEmpty()
                ? List.of(byFlags(null))
                : definitions.stream().map(each -> defined(each, null)).toList();
        return read.stream().map(this::compare).toList();
    }

    /**
     * A project that is looked at again and again.
     *
     * @param name how people call it
     * @param repository where its manifests are
     * @param revision what it follows there
     * @param timeout how long a sync of it may take
     * @param at the project at a commit
     */
    record Tracked(
            String name, GitSource repository, String revision, Duration timeout, Function<String, Project> at) {}

    /** The projects that the flags or the file describe, in the order of the file. */
    List<Tracked> tracked() {
        List<DeploymentDefinition> definitions = projects.definitions(source);
        if (!definitions.isEmpty()) {
            return definitions.stream()
                    .map(each -> new Tracked(
                            each.name(),
                            source.git.source(console, each.source().repository()),
                            each.source().revision(),
                            each.sync().timeout(),
                            commit -> defined(each, commit)))
                    .toList();
        }
        if (source.repository == null) {
            throw new RefusedException("Say which repository, with --repo URL: a folder has no commits to wait for");
        }
        return List.of(new Tracked(
                projects.name,
                source.git.source(console, source.repository),
                source.revisionOrHead(),
                projects.flags().timeout(),
                this::byFlags));
    }

    /** Compares, remembering what dry runs told. */
    Comparison compare(Project project, CompareMemory memory) {
        return Compare.of(project, projects.confirmPrune, parallel, Clock.systemUTC(), Optional.of(memory));
    }

    /** From now on what was compared is watched, and somebody told when it changes. */
    void watch(Runnable changed) {
        clusters.values()
                .forEach(connected -> connected.cluster().watch(Clock.systemUTC(), new SharedWatches.Listener() {
                    @Override
                    public void changed(String applySetId) {
                        changed.run();
                    }

                    @Override
                    public void refused(String what, String why) {
                        // Then it is asked now and then.
                    }

                    @Override
                    public void broken(String what, String why) {
                        // Opened again by itself.
                    }

                    @Override
                    public void mended(String what) {
                        changed.run();
                    }
                }));
    }

    /** Compares each project as if nothing were desired. */
    List<Comparison> compareWithNothing(UnaryOperator<SyncOptions> settings) {
        List<DeploymentDefinition> definitions = projects.definitions(source);
        List<Project> read = definitions.isEmpty()
                ? List.of(project(
                        projects.name,
                        id(projects.trackingId, projects.name),
                        Revision.NONE,
                        flagTargets(target -> NOTHING),
                        settings.apply(projects.flags()),
                        HealthRules.NONE))
                : definitions.stream()
                        .map(each -> project(
                                each.name(),
                                each.effectiveTrackingId(),
                                Revision.NONE,
                                targets(each, target -> NOTHING),
                                settings.apply(each.sync()),
                                each.health()))
                        .toList();
        return read.stream()
                .map(project -> Compare.of(project, projects.confirmPrune, parallel, Clock.systemUTC()))
                .toList();
    }

    private Comparison compare(Project project) {
        return Compare.of(project, projects.confirmPrune, parallel, Clock.systemUTC());
    }

    private Project byFlags(String commit) {
        SyncOptions options = projects.flags();
        try (SourceTree tree = source.open(console, commit)) {
            return project(
                    projects.name,
                    id(projects.trackingId, projects.name),
                    tree.revision(),
                    flagTargets(target -> source.render(console, tree, target)),
                    options,
                    HealthRules.NONE);
        }
    }

    private Project defined(DeploymentDefinition definition, String commit) {
        String revision = commit == null ? definition.source().revision() : commit;
        try (SourceTree tree = source.git.open(console, definition.source().repository(), revision)) {
            return project(
                    definition.name(),
                    definition.effectiveTrackingId(),
                    tree.revision(),
                    targets(definition, target -> source.render(console, tree, definition.source(), target)),
                    definition.sync(),
                    definition.health());
        }
    }

    private static String id(String trackingId, String name) {
        return trackingId == null ? name : trackingId;
    }

    private List<Target> flagTargets(Function<RenderTarget, Manifests> objects) {
        DestinationOptions.Connected connected = clusters.computeIfAbsent("", key -> projects.destination.connect());
        return List.of(target(projects.name, connected.cluster(), connected.namespace(), objects));
    }

    private List<Target> targets(DeploymentDefinition definition, Function<RenderTarget, Manifests> objects) {
        List<Target> targets = new ArrayList<>();
        for (DestinationSpec spec : definition.destinations()) {
            if (spec.clusters().isPresent()) {
                throw new RefusedException("Project " + definition.name() + ": clusters are chosen by labels only in"
                        + " Jenkins, which knows their labels; here name a context of the kubeconfig as cluster");
            }
            Cluster cluster = clusters.computeIfAbsent(spec.cluster(), projects.destination::connect)
                    .cluster();
            targets.add(target(definition.name(), cluster, spec.namespace(), objects));
        }
        return targets;
    }

    private static Target target(
            String name, Cluster cluster, String namespace, Function<RenderTarget, Manifests> rendering) {
        Manifests manifests = rendering.apply(ClusterTarget.of(name, namespace, cluster));
        return new Target(cluster, namespace, manifests.objects(), manifests.remarks());
    }

    private Project project(
            String name,
            String trackingId,
            Revision revision,
            List<Target> targets,
            SyncOptions options,
            HealthRules rules) {
        Owner owner = new Owner(projects.instance, trackingId);
        HealthReader health = projects.health.reader().preferring(rules);
        return new Project(name, owner, revision, targets, options, Serials.NONE, Permit.ALL, health);
    }

    Parallel parallel() {
        return parallel;
    }

    @Override
    public void close() {
        parallel.close();
        clusters.values().forEach(connected -> connected.cluster().close());
        if (source != null) {
            source.git.close();
        }
    }
}
