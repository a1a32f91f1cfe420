package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.CauseAction;
import hudson.model.Computer;
import hudson.model.queue.CauseOfBlockage;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.JenkinsSites;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Event;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Reconciler;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncDesk;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncHandle;
import io.jenkins.plugins.continuousdeployment.engine.source.Commit;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/**
 * The one loop of this Jenkins, kept in step with the items: every project that is not disabled is in it. It begins
 * when all items are loaded, and ends before Jenkins does.
 */
@Extension
public final class DeploymentLoop {
    private static final Logger LOGGER = Logger.getLogger(DeploymentLoop.class.getName());
    private static final int COMMITS = 100;
    private static final long SHORTLY_MILLIS = 300;

    private final RecentEvents recent = new RecentEvents();

    /** Projects for which a build was queued that has not come back with its order yet. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Engine engine;
    private volatile boolean ending;

    /** The loop of this Jenkins. */
    public static DeploymentLoop get() {
        return ExtensionList.lookupSingleton(DeploymentLoop.class);
    }

    /** Begins with all items that are there, unless this home may be a copy of another. */
    void beginIfAtHome() {
        if (HomeState.here().isAtHome()) {
            begin();
        } else {
            LOGGER.warning("This Jenkins seems to be a copy of another, or to have moved: nothing is compared or synced"
                    + " before an administrator has answered which, on Manage Jenkins");
        }
    }

    /** Begins with all items that are there. */
    void begin() {
        HomeState.here().settle();
        Path mirrors = new File(Jenkins.get().getRootDir(), "continuous-deployment/mirrors").toPath();
        String instance = DeploymentConfiguration.get().effectiveInstance();
        begin(instance, new ProjectSites(new JenkinsSites(mirrors, LOGGER::info)));
    }

    private void begin(String instance, Engine.Surroundings sites) {
        begin(new Engine(instance, sites, this::goesAhead, this::heard));
    }

    private synchronized void begin(Engine fresh) {
        end();
        engine = fresh;
        Jenkins.get().getAllItems(ContinuousDeployment.class).forEach(this::changed);
        Timer.get().execute(this::takeUp);
    }

    private Optional<Reconciler> loop() {
        return Optional.ofNullable(engine).map(Engine::reconciler);
    }

    private Optional<ImageUpdater> images() {
        return Optional.ofNullable(engine).map(Engine::images);
    }

    /** Whether it is at work. */
    public boolean isRunning() {
        return engine != null;
    }

    /** Whether it has ended, or is about to, because Jenkins does. */
    public boolean isEnding() {
        return ending;
    }

    /** Ends the loop before Jenkins ends. */
    @Terminator
    public static void terminate() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins != null) {
            jenkins.getExtensionList(DeploymentLoop.class).forEach(loop -> {
                loop.ending = true;
                loop.end();
            });
        }
    }

    synchronized void end() {
        asked.clear();
        Engine old = engine;
        engine = null;
        if (old != null) {
            old.close();
        }
    }

    /** Syncs that were cut off by the end of Jenkins are closed, and taken up by new ones. */
    private void takeUp() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (SyncRun run : RunningSyncs.closeCutOff()) {
                ContinuousDeployment project = run.getParent();
                SyncRequest request = run.request();
                boolean wanted =
                        request.isRemoval() ? project.isRemoving() : !project.isDisabled() && project.isBuildable();
                if (wanted) {
                    Jenkins.get()
                            .getQueue()
                            .schedule2(
                                    project,
                                    0,
                                    List.of(
                                            request,
                                            new CauseAction(new ResumedCause(project.getFullName(), run.getNumber()))));
                }
            }
        }
    }

    /** A project is new, or other than it was. */
    void changed(ContinuousDeployment project) {
        loop().ifPresent(loop -> {
            Optional<DeploymentDefinition> definition = project.stored().definition();
            boolean kept = !project.isDisabled() && definition.isPresent();
            if (kept) {
                loop.put(Kept.of(definition.get(), project.isRemoving()), project.pin());
            } else {
                if (project.isDisabled()) {
                    loop.state(project.getFullName())
                            .filter(state -> !state.comparedAt().equals(Instant.MIN))
                            .ifPresent(project::rests);
                }
                loop.drop(project.getFullName());
            }
            if (kept && !project.isRemoving()) {
                images().ifPresent(images -> images.put(definition.get()));
            } else {
                images().ifPresent(images -> images.drop(project.getFullName()));
            }
        });
    }

    /** A project is in the loop no more; its objects stay. */
    void drop(ContinuousDeployment project) {
        drop(project.getFullName());
    }

    void drop(String name) {
        loop().ifPresent(loop -> loop.drop(name));
        images().ifPresent(images -> images.drop(name));
        asked.remove(name);
        recent.forget(name);
    }

    /** What names stand for may be other things now: clusters, repositories, credentials. */
    public void refresh() {
        loop().ifPresent(Reconciler::refresh);
    }

    /**
     * The same shortly, once for all that changes meanwhile, with other programs or rules if such are configured now; a
     * new instance name begins the loop anew.
     */
    void refreshSoon() {
        if (engine != null && refreshing.compareAndSet(false, true)) {
            Timer.get()
                    .schedule(
                            () -> {
                                refreshing.set(false);
                                Engine now = engine;
                                String instance = DeploymentConfiguration.get().effectiveInstance();
                                if (now != null && !now.instance().equals(instance)) {
                                    // Waits for what is under way.
                                    Computer.threadPoolForRemoting.execute(this::begin);
                                } else if (now != null) {
                                    now.adapt();
                                    refresh();
                                }
                            },
                            SHORTLY_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    ProjectState state(ContinuousDeployment project) {
        String problem = project.stored().problem();
        ProjectState known = loop().flatMap(loop -> loop.state(project.getFullName()))
                .orElseGet(() -> project.isDisabled() ? project.lastState() : ProjectState.NEW);
        return problem.isEmpty() ? known : known.unknown(problem);
    }

    /** What happened to a project lately, oldest first. */
    public List<Event> recent(ContinuousDeployment project) {
        return recent.of(project.getFullName());
    }

    /** Looks at Git and at the registries of its images, and compares, at once. */
    public void look(ContinuousDeployment project) {
        loop().ifPresent(loop -> loop.look(project.getFullName()));
        images().ifPresent(images -> images.look(project.getFullName()));
    }

    /**
     * What updates images; all projects that have such are in it.
     *
     * @throws RefusedException where it is not at work
     */
    ImageUpdater imageUpdater() {
        return images().orElseThrow(() -> new RefusedException(Messages.DeploymentLoop_notRunning()));
    }

    /** How a project's images stand; empty where they are not watched. */
    public Optional<UpdateState> images(ContinuousDeployment project) {
        return images().flatMap(images -> images.state(project.getFullName()));
    }

    /**
     * What an image that a project's objects use says of itself. Asks its registry, and waits for the answer.
     *
     * @throws RefusedException where the registry does not tell, or the engine is not at work
     */
    public io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts imageFacts(
            ContinuousDeployment project, ImageName image) {
        DeploymentDefinition definition = project.stored()
                .definition()
                .orElseThrow(() -> new RefusedException(project.stored().problem()));
        return images().orElseThrow(() -> new RefusedException(Messages.DeploymentLoop_notRunning()))
                .facts(definition, image);
    }

    /** Looks at those repositories whose address fits, at once: somebody says that they have changed. */
    void lookAt(Predicate<String> address) {
        loop().ifPresent(loop -> loop.lookAt(address));
    }

    /** Projects that watch any of these images look at their registries soon; how many that are. */
    int lookAt(Set<ImageName> names) {
        return images().map(images -> images.lookAt(names)).orElse(0);
    }

    /**
     * The engine, for what is no project's: a comparison of something that somebody only thinks of, an inline deployment.
     *
     * @throws RefusedException where it is not at work
     */
    public Reconciler reconciler() {
        return loop().orElseThrow(() -> new RefusedException(Messages.DeploymentLoop_notRunning()));
    }

    void tick(ContinuousDeployment project) {
        loop().ifPresent(loop -> loop.tick(project.getFullName()));
    }

    /** The part of a build that the loop carries out. */
    SyncHandle sync(ContinuousDeployment project, SyncRequest request, SyncListener listener) {
        DeploymentDefinition definition = project.stored()
                .definition()
                .orElseThrow(() -> new RefusedException(project.stored().problem()));
        Reconciler loop = loop().orElseThrow(() -> new RefusedException(Messages.DeploymentLoop_notRunning()));
        SyncHandle handle = loop.sync(project.getFullName(), request.order(definition, listener));
        asked.remove(project.getFullName());
        return handle;
    }

    /** What came with a sync since the one that was live before. */
    List<Commit> commits(ContinuousDeployment project, SyncEnd end) {
        String from = project.lastSyncs().commit();
        String to = end.changes()
                .map(changes -> changes.summary().revision().commit())
                .orElse("");
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return List.of();
        }
        try {
            return loop().map(loop -> loop.commits(project.getFullName(), from, to, COMMITS))
                    .orElse(List.of());
        } catch (RefusedException e) {
            LOGGER.log(Level.FINE, e, () -> "the commits of " + project.getFullName() + " can't be told");
            return List.of();
        }
    }

    /** After a build is stored: what was to be deleted with its objects goes. */
    void afterRun(SyncRun run, SyncEnd end) {
        ContinuousDeployment project = run.getParent();
        if (!run.request().isRemoval() || end.outcome() != SyncEnd.Outcome.DONE) {
            return;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            project.release();
            project.delete();
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "the objects of " + project.getFullName() + " are gone, but the project can't be deleted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The loop wants a sync, and Jenkins makes a build of it. */
    private boolean goesAhead(SyncDesk.Due due) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null || jenkins.isQuietingDown()) {
            return false;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            ContinuousDeployment project = Items.byName(jenkins, due.project());
            if (project != null && !project.isRemoving() && !project.isSyncing() && asked.add(due.project())) {
                jenkins.getQueue()
                        .schedule2(
                                project,
                                0,
                                List.of(SyncRequest.automatic(due.cause()), new CauseAction(AutomaticCause.of(due))));
            }
        }
        return false;
    }

    /** A build that was queued will not come. */
    void cancelled(ContinuousDeployment project) {
        asked.remove(project.getFullName());
    }

    private void heard(Event event) {
        recent.add(event);
        if (event.kind() == Event.Kind.COMMIT) {
            unpin(event.project(), event.revision());
        }
    }

    /** A new commit ends a rollback. */
    private static void unpin(String name, Revision now) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null) {
            return;
        }
        Timer.get().execute(() -> {
            try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
                ContinuousDeployment project = Items.byName(jenkins, name);
                boolean over = project != null
                        && !project.getPinnedCommit().isEmpty()
                        && !project.getPinnedCommit().equals(now.commit())
                        && project.pin()
                                .map(pin -> !pin.instead().equals(now.commit()))
                                .orElse(false);
                if (over) {
                    project.setPin(Optional.empty());
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> name + " can't be saved");
            }
        });
    }

    @CheckForNull
    CauseOfBlockage blockage(ContinuousDeployment project) {
        SyncRun last = project.getLastBuild();
        if (last != null && last.isBuilding()) {
            return new Blocked(Messages.DeploymentLoop_oneAtATime(last.getDisplayName()));
        }
        int most = DeploymentConfiguration.get().getSyncsPerCluster();
        for (String cluster : project.clusters()) {
            if (RunningSyncs.applyingIn(cluster) >= most) {
                return new Blocked(Messages.DeploymentLoop_clusterBusy(most, cluster));
            }
        }
        return null;
    }

    /** One sync of a project at a time, and so many in a cluster. */
    private static final class Blocked extends CauseOfBlockage {
        private final String why;

        Blocked(String why) {
            this.why = why;
        }

        @Override
        public String getShortDescription() {
            return why;
        }
    }
}
