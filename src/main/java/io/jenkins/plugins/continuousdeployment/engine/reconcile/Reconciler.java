package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.OnDelete;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.sync.CompareMemory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Keeps projects equal to Git until it is closed. Safe for many threads.
 *
 * <p>A repository is asked at the shortest interval of its projects; a cluster is watched, and asked nothing while all
 * is in sync but, for each object about once an hour, whether an apply would still change nothing.
 */
public final class Reconciler implements AutoCloseable {
    private static final int WORKERS = 12;
    private static final int GIT_WORKERS = 4;

    private final Sites sites;
    private final Turns turns = new Turns(WORKERS);
    private final Turns gitTurns = new Turns(GIT_WORKERS);
    private final Surroundings around;
    private final Parallel parallel = new Parallel("reconcile-requests");
    private final Map<String, ProjectLoop> projects = new TreeMap<>();
    private final Map<String, RepositoryLoop> repositories = new HashMap<>();
    private final Map<String, ClusterLoop> clusters = new HashMap<>();
    private volatile boolean closing;

    /**
     * Begins with no project.
     *
     * @param instance whose projects they are; see {@link io.jenkins.plugins.continuousdeployment.engine.cluster.Owner}
     * @param renderer makes desired objects of sources, and remembers them
     * @param health tells how well the objects are
     * @param sites what the names in definitions stand for
     * @param listener hears what happens
     */
    public Reconciler(
            String instance,
            Renderer renderer,
            HealthReader health,
            Sites sites,
            Clock clock,
            Event.Listener listener) {
        Objects.requireNonNull(instance, "instance");
        this.sites = Objects.requireNonNull(sites, "sites");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(health, "health");
        this.around = new Surroundings(
                instance,
                Objects.requireNonNull(renderer, "renderer"),
                turns,
                parallel,
                clock,
                new SplittableRandom(),
                new CompareMemory(clock),
                health,
                listener,
                () -> closing);
    }

    /** A definition with what its names stand for. */
    private record Placed(
            DeploymentDefinition definition, String repository, GitSource source, List<List<String>> clusters) {}

    /**
     * Keeps exactly these projects from now on. New ones begin, changed ones go on under their new definition, and of
     * those that are gone the objects stay or are removed as {@code onDelete} said.
     *
     * @throws RefusedException naming every problem; then all stays as it was
     */
    public synchronized void keep(List<DeploymentDefinition> definitions) {
        List<Placed> placed = placed(definitions);
        Map<String, Placed> wanted = new LinkedHashMap<>();
        placed.forEach(each -> wanted.put(each.definition().name(), each));
        List.copyOf(projects.keySet()).stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(this::remove);
        wanted.values().forEach(this::take);
        tidy();
    }

    private List<Placed> placed(List<DeploymentDefinition> definitions) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        List<Placed> placed = new ArrayList<>();
        for (DeploymentDefinition definition : definitions) {
            String other = owners.putIfAbsent(definition.effectiveTrackingId(), definition.name());
            if (other != null) {
                problems.add(new Problem(
                        null,
                        "Project " + definition.name() + ": its tracking id " + definition.effectiveTrackingId()
                                + " is that of project " + other + " too. Give one of them another."));
            }
            try {
                placed.add(placed(definition));
            } catch (RefusedException e) {
                e.problems()
                        .forEach(problem -> problems.add(new Problem(
                                problem.place(), "Project " + definition.name() + ": " + problem.message())));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return placed;
    }

    private Placed placed(DeploymentDefinition definition) {
        GitSource source = sites.repository(definition.source());
        String key = source.address() + "\n" + definition.source().credentialsId();
        List<List<String>> names = new ArrayList<>();
        for (DestinationSpec spec : definition.destinations()) {
            List<String> found = sites.clusters(spec);
            found.stream().filter(name -> !clusters.containsKey(name)).forEach(name -> clusters.put(name, open(name)));
            names.add(found);
        }
        return new Placed(definition, key, source, names);
    }

    private ClusterLoop open(String name) {
        return new ClusterLoop(sites.cluster(name), turns, around.clock(), new Surfaced());
    }

    private void take(Placed placed) {
        String name = placed.definition().name();
        ProjectLoop project = projects.get(name);
        boolean changed = project != null && !project.definition().equals(placed.definition());
        if (project != null && !changed) {
            return;
        }
        RepositoryLoop repository = repositories.computeIfAbsent(
                placed.repository(), key -> new RepositoryLoop(placed.source(), gitTurns, around, new Surfaced()));
        List<ProjectLoop.Destination> destinations = new ArrayList<>();
        for (int i = 0; i < placed.clusters().size(); i++) {
            destinations.add(new ProjectLoop.Destination(
                    placed.definition().destinations().get(i),
                    placed.clusters().get(i).stream().map(clusters::get).toList()));
        }
        tell(changed ? Event.Kind.CHANGED : Event.Kind.ADDED, name, "");
        if (project == null) {
            project = new ProjectLoop(
                    around, placed.definition(), placed.clusters().get(0).get(0));
            projects.put(name, project);
        } else {
            leave(project);
        }
        project.define(placed.definition(), repository, destinations);
    }

    private static void leave(ProjectLoop project) {
        project.repository().leave(project);
        project.destinations().forEach(each -> each.clusters().forEach(cluster -> cluster.leave(project)));
    }

    private void remove(String name) {
        ProjectLoop project = projects.remove(name);
        project.stop();
        DeploymentDefinition definition = project.definition();
        if (definition.onDelete() == OnDelete.KEEP) {
            leave(project);
            tell(Event.Kind.REMOVED, name, "its objects stay");
            return;
        }
        project.repository().leave(project);
        new Removing(around, definition, project.destinations(), name, () -> {
                    synchronized (this) {
                        leave(project);
                        tidy();
                    }
                })
                .begin();
    }

    /** Lets go of repositories and clusters that nobody names any more. */
    private void tidy() {
        repositories.values().removeIf(RepositoryLoop::unused);
        clusters.values().removeIf(cluster -> {
            boolean unused = cluster.unused();
            if (unused) {
                cluster.close();
            }
            return unused;
        });
    }

    /** How the projects are, by name. */
    public synchronized Map<String, ProjectState> states() {
        Map<String, ProjectState> states = new TreeMap<>();
        projects.forEach((name, project) -> states.put(name, project.state()));
        return states;
    }

    /** How a project is; empty where there is none of that name. */
    public synchronized Optional<ProjectState> state(String name) {
        return Optional.ofNullable(projects.get(name)).map(ProjectLoop::state);
    }

    /** Looks at Git at once for all projects of a repository, since somebody says that it has changed. */
    public synchronized void look(String name) {
        Optional.ofNullable(projects.get(name)).map(ProjectLoop::repository).ifPresent(RepositoryLoop::now);
    }

    /** What concerns several projects, as events. */
    private final class Surfaced implements RepositoryLoop.Heard, ClusterLoop.Heard {
        @Override
        public void unreachable(String what, String why) {
            tell(Event.Kind.UNREACHABLE, "", what + " does not answer: " + why);
        }

        @Override
        public void back(String what) {
            tell(Event.Kind.BACK, "", what + " answers again");
        }

        @Override
        public void watchBroken(String what, String why) {
            tell(
                    Event.Kind.FAILED,
                    "",
                    what + " can't be watched (" + why + "): changes there are seen at the interval only."
                            + " Give the account the right to watch.");
        }
    }

    private void tell(Event.Kind kind, String project, String message) {
        around.tell(new Event(
                around.clock().instant(),
                kind,
                project,
                Revision.NONE,
                SyncStatus.UNKNOWN,
                HealthStatus.UNKNOWN,
                message,
                List.of()));
    }

    /** Ends: what runs is interrupted and waited for; nothing is removed. */
    @Override
    public void close() {
        closing = true;
        gitTurns.close();
        turns.close();
        parallel.close();
        synchronized (this) {
            clusters.values().forEach(ClusterLoop::close);
        }
    }
}
