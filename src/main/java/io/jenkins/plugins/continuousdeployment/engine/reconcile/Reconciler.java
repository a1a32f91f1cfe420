package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.OnDelete;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.source.Commit;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps projects equal to Git until it is closed. Safe for many threads.
 *
 * <p>A repository is asked at the shortest interval of its projects; a cluster is watched, and asked nothing while all
 * is in sync but, for each object about once an hour, whether an apply would still change nothing.
 */
public final class Reconciler implements AutoCloseable {
    private static final int WORKERS = 12;
    private static final int GIT_WORKERS = 4;

    private final Turns turns = new Turns(WORKERS);
    private final Turns gitTurns = new Turns(GIT_WORKERS);
    private final Surroundings around;
    private final Parallel parallel = new Parallel("reconcile-requests");
    private final Places places;
    private final Map<String, ProjectLoop> projects = new TreeMap<>();
    private final Map<String, Unplaced> unplaced = new TreeMap<>();
    private volatile boolean closing;

    /** A project whose names stand for nothing at present. */
    private record Unplaced(DeploymentDefinition definition, Optional<Pin> pin, ProjectState state) {}

    /**
     * Begins with no project.
     *
     * @param instance whose projects they are; see {@link io.jenkins.plugins.continuousdeployment.engine.cluster.Owner}
     * @param renderer makes desired objects of sources, and remembers them
     * @param health tells how well the objects are
     * @param sites what the names in definitions stand for
     * @param desk is asked before the loop syncs by itself
     * @param listener hears what happens
     */
    public Reconciler(
            String instance,
            Renderer renderer,
            HealthReader health,
            Sites sites,
            Clock clock,
            SyncDesk desk,
            Event.Listener listener) {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(listener, "listener");
        this.around = new Surroundings(
                instance,
                new AtomicReference<>(new Surroundings.Tools(renderer, health)),
                turns,
                parallel,
                clock,
                new SplittableRandom(),
                new CompareMemory(clock),
                Objects.requireNonNull(sites, "sites"),
                Objects.requireNonNull(desk, "desk"),
                listener,
                () -> closing);
        this.places = new Places(sites, gitTurns, around);
    }

    /** Every sync is carried out by the loop itself; see {@link SyncDesk#AT_ONCE}. */
    public Reconciler(
            String instance,
            Renderer renderer,
            HealthReader health,
            Sites sites,
            Clock clock,
            Event.Listener listener) {
        this(instance, renderer, health, sites, clock, SyncDesk.AT_ONCE, listener);
    }

    /**
     * Keeps exactly these projects from now on. New ones begin, changed ones go on under their new definition, and of
     * those that are gone the objects stay or are removed as {@code onDelete} said.
     *
     * @throws RefusedException naming every problem; then all stays as it was
     */
    public synchronized void keep(List<DeploymentDefinition> definitions) {
        Map<String, Places.Placed> wanted = placed(definitions);
        List.copyOf(projects.keySet()).stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(this::remove);
        unplaced.clear();
        wanted.values().forEach(this::take);
        places.tidy();
    }

    private Map<String, Places.Placed> placed(List<DeploymentDefinition> definitions) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        Map<String, Places.Placed> placed = new LinkedHashMap<>();
        for (DeploymentDefinition definition : definitions) {
            String other = owners.putIfAbsent(definition.effectiveTrackingId(), definition.name());
            if (other != null) {
                problems.add(sameId(definition, other));
            }
            try {
                placed.put(definition.name(), places.of(definition, Optional.empty()));
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

    private static Problem sameId(DeploymentDefinition definition, String other) {
        return new Problem(
                null,
                "Project " + definition.name() + ": its tracking id " + definition.effectiveTrackingId()
                        + " is that of project " + other + " too. Give one of them another.");
    }

    /**
     * Keeps one project beside the others, new or changed. One whose names stand for nothing, or that has another's
     * tracking id, is only shown with what is wrong, until {@link #refresh} finds that put right.
     *
     * @param pin a commit to stay at; empty for none
     */
    public synchronized void put(DeploymentDefinition definition, Optional<Pin> pin) {
        String name = definition.name();
        try {
            Optional<String> other = projects.values().stream()
                    .map(ProjectLoop::definition)
                    .filter(each -> each.effectiveTrackingId().equals(definition.effectiveTrackingId()))
                    .map(DeploymentDefinition::name)
                    .filter(each -> !each.equals(name))
                    .findFirst();
            if (other.isPresent()) {
                throw new RefusedException(List.of(sameId(definition, other.get())));
            }
            Places.Placed placed = places.of(definition, pin);
            unplaced.remove(name);
            take(placed);
        } catch (RefusedException e) {
            setAside(definition, pin, e.getMessage());
        }
        places.tidy();
    }

    private void setAside(DeploymentDefinition definition, Optional<Pin> pin, String why) {
        String name = definition.name();
        ProjectState before = state(name).orElse(ProjectState.NEW);
        ProjectLoop project = projects.remove(name);
        if (project != null) {
            ended(project, why);
        }
        Unplaced now = new Unplaced(definition, pin, before.unknown(why));
        Unplaced said = unplaced.put(name, now);
        if (said == null || !said.state().message().equals(why)) {
            around.tell(Event.Kind.FAILED, name, why);
        }
    }

    /** Keeps a project no more; its objects stay. */
    public synchronized void drop(String name) {
        unplaced.remove(name);
        ProjectLoop project = projects.remove(name);
        if (project != null) {
            ended(project, "the project is kept no more");
            around.tell(Event.Kind.REMOVED, name, "its objects stay");
        }
        places.tidy();
    }

    /** Asks again what names stand for: clusters, repositories or credentials may be others now. */
    public void refresh() {
        List<ProjectLoop> placed;
        List<Unplaced> aside;
        synchronized (this) {
            placed = List.copyOf(projects.values());
            aside = List.copyOf(unplaced.values());
        }
        // One after the other, so that nobody who only wants to know a state waits for all of them.
        placed.forEach(this::refresh);
        aside.forEach(this::refresh);
    }

    /**
     * Goes on with other tools: what they say is looked at anew for every project. A sync that is under way ends as it
     * began.
     *
     * @param renderer makes desired objects of sources from now on; the same as before keeps what it remembers
     * @param health tells how well objects are from now on
     */
    public void use(Renderer renderer, HealthReader health) {
        around.tools().set(new Surroundings.Tools(renderer, health));
        synchronized (this) {
            projects.values().forEach(ProjectLoop::soon);
        }
    }

    private synchronized void refresh(ProjectLoop project) {
        DeploymentDefinition definition = project.definition();
        if (projects.get(definition.name()) == project) {
            put(definition, project.pin());
        }
    }

    private synchronized void refresh(Unplaced each) {
        if (each.equals(unplaced.get(each.definition().name()))) {
            put(each.definition(), each.pin());
        }
    }

    private void take(Places.Placed placed) {
        DeploymentDefinition definition = placed.definition();
        String name = definition.name();
        ProjectLoop project = projects.get(name);
        RepositoryLoop repository = places.repository(placed.repository());
        List<PlacedDestination> destinations = places.destinations(placed);
        boolean same = project != null
                && project.definition().equals(definition)
                && project.pin().equals(placed.pin());
        if (same && project.repository() == repository && project.destinations().equals(destinations)) {
            return;
        }
        if (project == null) {
            around.tell(Event.Kind.ADDED, name, "");
            project = new ProjectLoop(
                    around, definition, destinations.get(0).clusters().get(0).key());
            projects.put(name, project);
        } else {
            if (!same) {
                around.tell(Event.Kind.CHANGED, name, "");
            }
            Places.leave(project);
        }
        project.define(definition, placed.pin(), repository, destinations);
    }

    private void remove(String name) {
        ProjectLoop project = projects.remove(name);
        DeploymentDefinition definition = project.definition();
        if (definition.onDelete() == OnDelete.KEEP) {
            ended(project, "the project is gone");
            around.tell(Event.Kind.REMOVED, name, "its objects stay");
            return;
        }
        project.repository().leave(project);
        Removing removing = new Removing(around, definition, project.destinations(), name, () -> left(project));
        // Not beside a sync that would make again what is removed.
        project.stop("the project is gone", removing::begin);
    }

    /** A project does nothing any more; what it used is let go when nothing of it is under way. */
    private void ended(ProjectLoop project, String why) {
        project.stop(why, () -> left(project));
    }

    private synchronized void left(ProjectLoop project) {
        Places.leave(project);
        places.tidy();
    }

    /** How the projects are, by name. */
    public synchronized Map<String, ProjectState> states() {
        Map<String, ProjectState> states = new TreeMap<>();
        projects.forEach((name, project) -> states.put(name, project.state()));
        unplaced.forEach((name, project) -> states.put(name, project.state()));
        return states;
    }

    /** How a project is; empty where there is none of that name. */
    public synchronized Optional<ProjectState> state(String name) {
        return Optional.ofNullable(projects.get(name))
                .map(ProjectLoop::state)
                .or(() -> Optional.ofNullable(unplaced.get(name)).map(Unplaced::state));
    }

    /** Looks at Git at once for all projects of a repository, since somebody says that it has changed; then compares. */
    public synchronized void look(String name) {
        project(name).ifPresent(project -> project.repository().now(project::soon));
    }

    /**
     * Looks at once at those repositories whose address fits, since somebody says that they have changed. However often
     * that is said, each is asked once at a time.
     */
    public synchronized void lookAt(Predicate<String> address) {
        places.lookAt(address);
    }

    /** Looks as {@link #look} does, and syncs if there is something to do, be the project automatic or not. */
    public synchronized void tick(String name) {
        project(name).ifPresent(project -> project.repository().now(project::tick));
    }

    /** Carries out a sync as soon as the project's turn comes. */
    public SyncHandle sync(String name, SyncOrder order) {
        Optional<ProjectLoop> project;
        String why;
        synchronized (this) {
            project = project(name);
            why = state(name).map(ProjectState::message).orElse("there is no project " + name + " in the loop");
        }
        if (project.isPresent()) {
            return project.get().order(order);
        }
        Orders none = new Orders(() -> {}, () -> {});
        Orders.Placed placed = none.place(order);
        placed.end(SyncEnd.Outcome.FAILED, Optional.empty(), why);
        return placed;
    }

    /**
     * The commits that came with a step of a project's repository from one commit to another, newest first; none where
     * there is no such project. Reads the mirror.
     *
     * @throws RefusedException where a commit is not there
     */
    public List<Commit> commits(String name, String from, String to, int limit) {
        Optional<ProjectLoop> project;
        synchronized (this) {
            project = project(name);
        }
        return project.map(each -> each.repository().source().commitsBetween(from, to, limit))
                .orElse(List.of());
    }

    /**
     * How a definition stands, and what a sync of it would do, be it in the loop or not: a comparison that keeps
     * nothing. Asks Git and the clusters, for as long as they take.
     *
     * @param revision another than the definition's; empty for that one
     * @param files in place of the repository's; empty for the repository
     * @throws RefusedException naming every problem
     */
    public ProjectState preview(
            DeploymentDefinition definition, Optional<String> revision, Optional<Supplier<SourceTree>> files) {
        DeploymentDefinition wanted =
                revision.map(other -> definition.at(other)).orElse(definition);
        Preview preview;
        synchronized (this) {
            Places.Placed placed = places.of(wanted, Optional.empty());
            preview = new Preview(around, wanted, places.repository(placed.repository()), places.destinations(placed));
        }
        try (preview) {
            return preview.state(files);
        } finally {
            synchronized (this) {
                places.tidy();
            }
        }
    }

    /**
     * Waits for a commit of a project.
     *
     * @param commit a whole id
     * @throws RefusedException where it is none
     */
    public CommitWait await(String name, String commit) {
        return new CommitWait(new Awaiting(name), commit, around.clock());
    }

    /** A project as somebody who waits for a commit of it sees it. */
    private final class Awaiting implements CommitWait.Project {
        private final String name;

        Awaiting(String name) {
            this.name = name;
        }

        private Optional<ProjectLoop> project() {
            synchronized (Reconciler.this) {
                return Reconciler.this.project(name);
            }
        }

        @Override
        public Optional<ProjectState> state() {
            return Reconciler.this.state(name);
        }

        @Override
        public Optional<Revision> tracked() {
            return project().flatMap(each -> each.repository()
                    .tracked(each.definition().source().revision()));
        }

        @Override
        public boolean descends(String ancestor, String descendant) {
            return project()
                    .map(each -> each.repository().source().isAncestor(ancestor, descendant))
                    .orElse(false);
        }

        @Override
        public void look(Runnable answered) {
            project().ifPresent(each -> each.repository().now(() -> {
                each.soon();
                answered.run();
            }));
        }
    }

    private Optional<ProjectLoop> project(String name) {
        return Optional.ofNullable(projects.get(name));
    }

    /** Ends: what runs is interrupted and waited for; nothing is removed. */
    @Override
    public void close() {
        closing = true;
        gitTurns.close();
        turns.close();
        synchronized (this) {
            projects.values().forEach(project -> project.stop("the loop ended", () -> {}));
        }
        parallel.close();
        places.close();
    }
}
