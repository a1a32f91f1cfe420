package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StreamBuildListener;
import hudson.model.listeners.RunListener;
import hudson.scm.ChangeLogSet;
import hudson.util.HttpResponses;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd;
import io.jenkins.plugins.continuousdeployment.engine.source.Commit;
import io.jenkins.plugins.continuousdeployment.engine.sync.UsedImage;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.lazy.BuildReference;
import jenkins.model.lazy.LazyBuildMixIn;
import jenkins.scm.RunWithSCM;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * One sync. It hands its work over to the project's loop and holds no thread while that goes on. It is saved before the
 * first change; one that finds itself unfinished when it is loaded was cut off by the end of Jenkins.
 */
public final class SyncRun extends Run<ContinuousDeployment, SyncRun>
        implements LazyBuildMixIn.LazyLoadingRun<ContinuousDeployment, SyncRun>,
                RunWithSCM<ContinuousDeployment, SyncRun>,
                Queue.Executable {
    private static final Logger LOGGER = Logger.getLogger(SyncRun.class.getName());

    private static final String CUT_OFF = "CUT_OFF";
    private static final int LATER = 10;

    /** Null before it has started, false while it runs. */
    private volatile Boolean completed;

    private volatile String commit = "";
    private volatile String outcome = "";
    private volatile String message = "";
    private volatile String title = "";
    private volatile String counts = "";

    private transient volatile SyncExecution execution;
    private transient volatile List<UsedImage> images;
    private transient LazyBuildMixIn.RunMixIn<ContinuousDeployment, SyncRun> mixIn = mixIn();

    /** A new one. */
    public SyncRun(ContinuousDeployment project) throws IOException {
        super(project);
    }

    /** One from disk. */
    public SyncRun(ContinuousDeployment project, File folder) throws IOException {
        super(project, folder);
    }

    private LazyBuildMixIn.RunMixIn<ContinuousDeployment, SyncRun> mixIn() {
        return new LazyBuildMixIn.RunMixIn<>() {
            @Override
            protected SyncRun asRun() {
                return SyncRun.this;
            }
        };
    }

    @Override
    public LazyBuildMixIn.RunMixIn<ContinuousDeployment, SyncRun> getRunMixIn() {
        return mixIn;
    }

    @NonNull
    @Override
    protected BuildReference<SyncRun> createReference() {
        return mixIn.createReference();
    }

    @Override
    protected void dropLinks() {
        mixIn.dropLinks();
    }

    @Override
    public SyncRun getPreviousBuild() {
        return mixIn.getPreviousBuild();
    }

    @Override
    public SyncRun getNextBuild() {
        return mixIn.getNextBuild();
    }

    /** What it was asked to do. */
    SyncRequest request() {
        return Optional.ofNullable(getAction(SyncRequest.class)).orElseGet(SyncRequest::asked);
    }

    @Override
    public void run() {
        try {
            onStartBuilding();
            charset = "UTF-8"; // what core reads the log with; it has no setter
            StreamBuildListener listener =
                    new StreamBuildListener(new FileOutputStream(getLogFile(), true), StandardCharsets.UTF_8);
            listener.started(getCauses());
            completed = Boolean.FALSE;
            RunningSyncs.add(this);
            save();
            RunListener.fireStarted(this, listener);
            execution = new SyncExecution(this, listener, files());
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> this + " can't be started");
            setResult(Result.FAILURE);
            completed = Boolean.TRUE;
            RunningSyncs.remove(this);
            onEndBuilding();
            return;
        }
        execution.begin();
        throw execution;
    }

    RunFiles files() {
        return new RunFiles(getRootDir());
    }

    void uses(List<UsedImage> all) {
        images = List.copyOf(all);
    }

    /** The images of what it syncs; empty before it is planned, and after a restart. */
    public List<UsedImage> usedImages() {
        List<UsedImage> known = images;
        return known == null ? List.of() : known;
    }

    /** It has ended; everything of it is stored before anybody is told. */
    void finish(SyncEnd end, StreamBuildListener listener, List<Commit> commits) {
        try {
            setResult(result(end));
            outcome = end.outcome().name();
            message = end.message();
            end.changes().ifPresent(this::note);
            stored(end.changes(), commits);
            if (!message.isEmpty()) {
                listener.getLogger().println(message);
            }
            getParent().ended(this, end);
            duration = Math.max(0, System.currentTimeMillis() - getStartTimeInMillis());
            // Permalinks are looked for when that is told, among builds that are not running any more.
            completed = Boolean.TRUE;
            RunListener.fireCompleted(this, listener);
            listener.finished(Objects.requireNonNull(getResult()));
            listener.closeQuietly();
        } finally {
            completed = Boolean.TRUE;
            try {
                save();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> this + " can't be saved");
            }
            RunningSyncs.remove(this);
            execution = null;
            onEndBuilding();
        }
    }

    /** What a page that lists builds shows, without another file to read. */
    private void note(ChangeSet changes) {
        commit = changes.summary().revision().commit();
        title = changes.summary().revision().message();
        counts = new ChangeSet(changes.summary(), changes.changed()).counted();
    }

    private void stored(Optional<ChangeSet> changes, List<Commit> commits) {
        try {
            if (changes.isPresent()) {
                files().changed(changes.get());
            }
            if (!commits.isEmpty()) {
                files().came(commits);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "what " + this + " did can't be written beside it");
        }
    }

    /** What Jenkins calls the end of a sync. */
    public static Result result(SyncEnd end) {
        return switch (end.outcome()) {
            case DONE -> Result.SUCCESS;
            case NOT_HEALTHY -> Result.UNSTABLE;
            case FAILED -> Result.FAILURE;
            case SUPERSEDED, CANCELLED -> Result.ABORTED;
        };
    }

    /** Closes one that was cut off by the end of Jenkins; false where that is not so. */
    boolean closeCutOff() {
        if (!Boolean.FALSE.equals(completed) || execution != null) {
            return false;
        }
        result = Result.ABORTED;
        outcome = CUT_OFF;
        message = Messages.SyncRun_cutOff();
        completed = Boolean.TRUE;
        try {
            save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> this + " can't be saved");
        }
        return true;
    }

    @Override
    public void setResult(@NonNull Result worse) {
        Result before = result;
        result = before == null ? worse : before.combine(worse);
    }

    @Override
    public boolean hasntStartedYet() {
        return completed == null && result == null;
    }

    @Override
    public boolean isBuilding() {
        return !Boolean.TRUE.equals(completed);
    }

    @Exported
    @Override
    public boolean isInProgress() {
        return Boolean.FALSE.equals(completed) && execution != null;
    }

    @Override
    public boolean isLogUpdated() {
        return isBuilding();
    }

    /** Whether it has applied everything and only waits, or is at its very end: it may not be relied upon to do more. */
    boolean onlyWaits() {
        SyncExecution now = execution;
        return now != null && !now.blocksRestart();
    }

    /** Waits no longer: a newer sync is there. */
    void makeRoom() {
        SyncExecution now = execution;
        if (now != null) {
            now.cancel(Messages.SyncRun_superseded());
        }
    }

    /** The commit that was synced, a whole id; empty before that is known. */
    @Exported
    public String getCommit() {
        return commit;
    }

    /** The first line of its commit's message; empty before that is known. */
    @Exported
    public String getTitle() {
        return Objects.toString(title, "");
    }

    /** How many objects it did what with, {@code 3 created, 1 pruned}; empty where it changed nothing. */
    public String getCounts() {
        return Objects.toString(counts, "");
    }

    /** The change set, a line an object; empty where nothing was planned. */
    @Exported(name = "changes")
    public List<ChangeFacts> getChangedObjects() {
        return ChangeFacts.of(getSyncChanges());
    }

    /** For pages: whether a line must say which cluster it is about. */
    public boolean isSeveralClusters() {
        return getParent().hasSeveralClusters();
    }

    /** The build that took this one up after the end of Jenkins had cut it off; null where there is none. */
    @CheckForNull
    public SyncRun getTakenUpBy() {
        if (!outcome.equals(CUT_OFF)) {
            return null;
        }
        SyncRun next = getNextBuild();
        for (int looked = 0; next != null && looked < LATER; looked++, next = next.getNextBuild()) {
            ResumedCause cause = next.getCause(ResumedCause.class);
            if (cause != null && cause.getNumber() == getNumber()) {
                return next;
            }
        }
        return null;
    }

    /** The build that this one takes up; null where it takes up none, or that one is gone. */
    @CheckForNull
    public SyncRun getTakesUp() {
        ResumedCause cause = getCause(ResumedCause.class);
        return cause == null ? null : getParent().getBuildByNumber(cause.getNumber());
    }

    /** Ends it, for who may. */
    @RequirePOST
    public HttpResponse doStop() {
        getParent().checkAbortPermission();
        Executor executor = getExecutor();
        return executor == null ? HttpResponses.forwardToPreviousPage() : executor.doStop();
    }

    /** How it ended, in words for a person; empty where there is nothing to add to the result. */
    @Exported
    public String getMessage() {
        return message;
    }

    /** How it ended: the engine's word, or {@code CUT_OFF}; empty while it runs. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** Whether the clusters have what this sync made. */
    @Exported
    public boolean isLive() {
        return getParent().lastSyncs().live() == getNumber();
    }

    /** The change set as the command line prints it; empty where nothing was planned. */
    public Map<String, Object> getSyncChanges() {
        try {
            return files().changes().orElse(Map.of());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the changes of " + this + " can't be read");
            return Map.of();
        }
    }

    /** Whether a change set brought anything about. */
    static boolean changed(ChangeSet set) {
        return set.changes().stream()
                .map(change -> change.action())
                .anyMatch(action -> action == Action.CREATED || action == Action.CONFIGURED || action == Action.PRUNED);
    }

    @CheckForNull
    @Override
    public String getWhyKeepLog() {
        if (isLive()) {
            return Messages.SyncRun_live();
        }
        String pinned = getParent().getPinnedCommit();
        return !pinned.isEmpty() && pinned.equals(commit) ? Messages.SyncRun_pinned() : super.getWhyKeepLog();
    }

    @NonNull
    @Override
    public List<ChangeLogSet<? extends ChangeLogSet.Entry>> getChangeSets() {
        try {
            List<Commit> commits = files().commits();
            return commits.isEmpty() ? List.of() : List.of(new CommitLog(this, commits));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the commits of " + this + " can't be read");
            return List.of();
        }
    }

    /** None: an author's name in a commit proves nothing, and makes no user. */
    @Override
    public Set<String> getCulpritIds() {
        return Set.of();
    }

    @Override
    public boolean shouldCalculateCulprits() {
        return false;
    }

    @Override
    protected void onLoad() {
        super.onLoad();
        if (mixIn == null) {
            mixIn = mixIn();
        }
    }

    @Override
    public void reload() throws IOException {
        // Core takes what has no result for failed; one that was cut off is closed by whoever finds it.
        new hudson.XmlFile(XSTREAM, new File(getRootDir(), "build.xml")).unmarshal(this);
    }
}
