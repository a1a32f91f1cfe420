package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.RunMap;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.lazy.LazyBuildMixIn;

/** The builds of a project, loaded from disk only when somebody asks for them. */
abstract class SyncHistory extends Job<ContinuousDeployment, SyncRun>
        implements LazyBuildMixIn.LazyLoadingJob<ContinuousDeployment, SyncRun> {
    private static final Logger LOGGER = Logger.getLogger(SyncHistory.class.getName());

    private transient LazyBuildMixIn<ContinuousDeployment, SyncRun> buildMixIn;
    private transient volatile LastSyncs lastSyncs;
    private transient volatile ProjectState lastState;

    SyncHistory(ItemGroup<?> parent, String name) {
        super(parent, name);
        buildMixIn = mixIn();
    }

    /** The sync whose state the clusters have; null for none. */
    @CheckForNull
    public final SyncRun getLiveSync() {
        int live = lastSyncs().live();
        return live == 0 ? null : getBuildByNumber(live);
    }

    LastSyncs lastSyncs() {
        LastSyncs known = lastSyncs;
        if (known == null) {
            known = LastSyncs.read(getRootDir());
            lastSyncs = known;
        }
        return known;
    }

    /** How it was when nobody compared it any more. */
    ProjectState lastState() {
        ProjectState known = lastState;
        if (known == null) {
            known = LastState.read(getRootDir());
            lastState = known;
        }
        return known;
    }

    /** Nobody compares it from now on; this is how it is. */
    void rests(ProjectState state) {
        lastState = state;
        try {
            LastState.write(getRootDir(), state);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "how " + getFullName() + " was can't be noted");
        }
    }

    /** A build has ended; takes note of it. */
    void ended(SyncRun run, SyncEnd end) {
        boolean whole = end.outcome() == SyncEnd.Outcome.DONE || end.outcome() == SyncEnd.Outcome.NOT_HEALTHY;
        boolean changed = end.changes().map(SyncRun::changed).orElse(false);
        note(before -> new LastSyncs(
                whole ? run.getNumber() : before.live(),
                whole ? run.getCommit() : before.commit(),
                changed ? run.getNumber() : before.changed(),
                end.outcome() == SyncEnd.Outcome.FAILED,
                before.serials()));
    }

    /** Takes note of something about its last syncs; written at once where it is another than before. */
    synchronized void note(UnaryOperator<LastSyncs> change) {
        LastSyncs before = lastSyncs();
        LastSyncs now = change.apply(before);
        if (!now.equals(before)) {
            lastSyncs = now;
            try {
                now.write(getRootDir());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "the last syncs of " + getFullName() + " can't be noted");
            }
        }
    }

    private LazyBuildMixIn<ContinuousDeployment, SyncRun> mixIn() {
        return new LazyBuildMixIn<>() {
            @Override
            protected ContinuousDeployment asJob() {
                return (ContinuousDeployment) SyncHistory.this;
            }

            @Override
            protected Class<SyncRun> getBuildClass() {
                return SyncRun.class;
            }
        };
    }

    @Override
    public void onCreatedFromScratch() {
        super.onCreatedFromScratch();
        buildMixIn.onCreatedFromScratch();
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        super.onLoad(parent, name);
        if (buildMixIn == null) {
            buildMixIn = mixIn();
        }
        buildMixIn.onLoad(parent, name);
        lastSyncs = LastSyncs.read(getRootDir());
    }

    @Override
    protected RunMap<SyncRun> _getRuns() {
        return buildMixIn._getRuns();
    }

    @Override
    public LazyBuildMixIn<ContinuousDeployment, SyncRun> getLazyBuildMixIn() {
        return buildMixIn;
    }

    @Override
    protected void removeRun(SyncRun run) {
        buildMixIn.removeRun(run);
    }

    @Override
    public SyncRun getBuildByNumber(int number) {
        return buildMixIn.getBuildByNumber(number);
    }

    @Override
    public SyncRun getFirstBuild() {
        return buildMixIn.getFirstBuild();
    }

    @Override
    public SyncRun getLastBuild() {
        return buildMixIn.getLastBuild();
    }

    @Override
    public SyncRun getNearestBuild(int number) {
        return buildMixIn.getNearestBuild(number);
    }

    @Override
    public SyncRun getNearestOldBuild(int number) {
        return buildMixIn.getNearestOldBuild(number);
    }

    @Override
    protected List<SyncRun> getEstimatedDurationCandidates() {
        return buildMixIn.getEstimatedDurationCandidates();
    }
}
