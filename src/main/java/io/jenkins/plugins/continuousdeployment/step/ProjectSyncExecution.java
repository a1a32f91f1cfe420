package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.console.ModelHyperlinkNote;
import hudson.model.Cause;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import io.jenkins.plugins.continuousdeployment.project.ResumedCause;
import io.jenkins.plugins.continuousdeployment.project.SyncRequest;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A sync of a project: queued, followed to its end, and to that of the one that takes it up after a restart. */
final class ProjectSyncExecution extends PollingExecution {
    private static final long serialVersionUID = 1;

    /** How long what was asked for may be in neither queue nor history: both are written before and after a restart. */
    private static final int MOST_ABSENCES = 60;

    private final transient ProjectStep step;
    private final boolean propagate;
    private String project;
    private long queueId;
    private int number;
    private SyncLog log = new SyncLog();
    private transient int absences;
    private transient int untaken;

    ProjectSyncExecution(StepContext context, DeploySyncStep step) {
        super(context);
        this.step = step;
        this.propagate = step.isPropagate();
    }

    ProjectSyncExecution(StepContext context, DeployRollbackStep step) {
        super(context);
        this.step = step;
        this.propagate = step.isPropagate();
    }

    @Override
    public boolean start() throws Exception {
        Run<?, ?> run = run();
        ContinuousDeployment found = Calls.project(step.getProject(), run);
        project = found.getFullName();
        Operations operations = Operations.on(found);
        Cause cause = new Cause.UpstreamCause(run);
        Queue.Item item = Calls.plainly(() -> step instanceof DeployRollbackStep rollback
                ? operations.rollback(rollback.getRevision(), cause)
                : operations.sync(request((DeploySyncStep) step), cause));
        queueId = item.getId();
        say(Messages.ProjectSyncExecution_queued(ModelHyperlinkNote.encodeTo(found)));
        poll();
        return false;
    }

    @SuppressWarnings("unchecked") // lists of texts are all that there is
    private static SyncRequest request(DeploySyncStep step) {
        SyncRequest request = SyncRequest.asked();
        if (step.getRevision() != null) {
            request.at(step.getRevision());
        }
        step.settings().forEach((key, value) -> {
            if (value instanceof List<?> list) {
                request.with(key, (List<String>) list);
            } else {
                request.with(key, String.valueOf(value));
            }
        });
        if (step.isConfirmPrune()) {
            request.confirmed();
        }
        return step.isWait() ? request : request.withoutWaiting();
    }

    @Override
    void look() throws IOException, InterruptedException {
        ContinuousDeployment found = Jenkins.get().getItemByFullName(project, ContinuousDeployment.class);
        if (found == null) {
            throw new AbortException(Messages.ProjectSyncExecution_gone(project));
        }
        SyncRun sync = number > 0 ? found.getBuildByNumber(number) : begun(found);
        if (sync == null) {
            absent(found);
            return;
        }
        absences = 0;
        follow(sync);
        if (!sync.isBuilding()) {
            ended(found, sync);
        }
    }

    private void follow(SyncRun sync) throws IOException, InterruptedException {
        if (number != sync.getNumber()) {
            number = sync.getNumber();
            log = new SyncLog();
            say(Messages.ProjectSyncExecution_started(ModelHyperlinkNote.encodeTo(sync)));
            getContext().saveState();
        }
        for (String line : log.lines(sync)) {
            say("[" + project + " #" + number + "] " + line);
        }
    }

    /** The build that the queue made of what was asked for. */
    @CheckForNull
    private SyncRun begun(ContinuousDeployment found) throws IOException, InterruptedException {
        for (SyncRun each = found.getLastBuild(); each != null; each = each.getPreviousBuild()) {
            if (each.getQueueId() == queueId && isOurs(each)) {
                return each;
            }
            if (each.getQueueId() < queueId && each.getQueueId() > 0) {
                return null;
            }
        }
        return null;
    }

    private void absent(ContinuousDeployment found) throws AbortException {
        Queue.Item item = Jenkins.get().getQueue().getItem(queueId);
        if (number > 0) {
            throw new AbortException(Messages.ProjectSyncExecution_deleted(project, number));
        }
        if (item instanceof Queue.LeftItem left && left.isCancelled()) {
            throw new AbortException(Messages.ProjectSyncExecution_cancelled(project));
        }
        if (item == null || item instanceof Queue.LeftItem) {
            if (++absences > MOST_ABSENCES) {
                throw new AbortException(Messages.ProjectSyncExecution_lost(found.getFullName()));
            }
        }
    }

    private void ended(ContinuousDeployment found, SyncRun sync) throws IOException, InterruptedException {
        if (sync.getOutcome().equals("CUT_OFF")) {
            SyncRun next = takenUpBy(found, sync);
            if (next != null) {
                untaken = 0;
                follow(next);
            } else if (found.isDisabled() || ++untaken > MOST_ABSENCES) {
                throw new AbortException(Messages.ProjectSyncExecution_notTakenUp(project, number));
            }
            return;
        }
        follow(sync);
        Result known = sync.getResult();
        Result result = known == null ? Result.FAILURE : known;
        Map<String, Object> tree = PlainTree.map(sync.getSyncChanges());
        tree.put("number", (long) sync.getNumber());
        if (!sync.getMessage().isEmpty()) {
            tree.put("message", sync.getMessage());
        }
        String message = Messages.ProjectSyncExecution_ended(sync.getFullDisplayName(), result, sync.getMessage());
        if (Result.UNSTABLE.equals(result)) {
            say(message);
        }
        new Conclusion(result, tree, message).tell(getContext(), propagate, this::succeed, this::fail);
    }

    @CheckForNull
    private static SyncRun takenUpBy(ContinuousDeployment found, SyncRun cutOff) {
        for (SyncRun each = cutOff.getNextBuild(); each != null; each = each.getNextBuild()) {
            ResumedCause cause = each.getCause(ResumedCause.class);
            if (cause != null && cause.getNumber() == cutOff.getNumber()) {
                return each;
            }
        }
        return null;
    }

    /** The sync that was asked for ends with the step, unless somebody else wants it too. */
    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            ContinuousDeployment found = Jenkins.get().getItemByFullName(project, ContinuousDeployment.class);
            SyncRun sync = found == null ? null : number > 0 ? found.getBuildByNumber(number) : begun(found);
            Queue.Item item = Jenkins.get().getQueue().getItem(queueId);
            if (sync != null && sync.isBuilding() && isOurs(sync)) {
                Executor executor = sync.getExecutor();
                if (executor != null) {
                    executor.interrupt(
                            Result.ABORTED,
                            new Conclusion.Ended(Messages.ProjectSyncExecution_stopped(run().getFullDisplayName())));
                }
            } else if (sync == null && item != null && isOurs(item.getCauses())) {
                Jenkins.get().getQueue().cancel(item);
            }
        }
        super.stop(cause);
    }

    private boolean isOurs(SyncRun sync) throws IOException, InterruptedException {
        return isOurs(sync.getCauses());
    }

    private boolean isOurs(List<Cause> causes) throws IOException, InterruptedException {
        Run<?, ?> run = run();
        return causes.stream()
                .allMatch(cause -> cause instanceof ResumedCause
                        || (cause instanceof Cause.UpstreamCause upstream && upstream.pointsTo(run)));
    }
}
