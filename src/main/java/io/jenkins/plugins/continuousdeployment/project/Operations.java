package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.User;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.CommitWait;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Pin;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageOrder;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater;
import io.jenkins.plugins.continuousdeployment.engine.update.WrittenImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * What people and pipelines may have done with a project. Each way in, be it a page, a step or the command line, comes
 * through here, and here the right to it is asked for: <i>Build</i> for what the project's own settings allow,
 * <i>Configure</i> for all that goes beyond them.
 */
public final class Operations {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final ContinuousDeployment project;

    private Operations(ContinuousDeployment project) {
        this.project = project;
    }

    /** On one project, as whoever is asking. */
    public static Operations on(ContinuousDeployment project) {
        return new Operations(project);
    }

    /** How it is, as the loop knows it; asks nobody. */
    public ProjectState state() {
        project.checkPermission(Item.READ);
        return project.state();
    }

    /**
     * What a sync would do now; asks Git and the clusters, for as long as they take.
     *
     * @param revision another than the project's; empty for what it follows, or is pinned to
     * @throws RefusedException naming every problem
     */
    public ProjectState preview(Optional<String> revision) {
        project.checkPermission(Item.EXTENDED_READ);
        refuseIdle();
        return DeploymentLoop.get()
                .reconciler()
                .preview(
                        project.stored().definition().orElseThrow(),
                        revision.or(() -> project.pin().map(Pin::commit)),
                        Optional.empty());
    }

    /**
     * Waits for a commit of it.
     *
     * @param commit a whole id
     * @throws RefusedException where it is none, or the project is not in the loop
     */
    public CommitWait await(String commit) {
        project.checkPermission(Item.BUILD);
        refuseIdle();
        return DeploymentLoop.get().reconciler().await(project.getFullName(), commit);
    }

    /** Looks at Git and compares, now. */
    public void compare() {
        project.checkPermission(Item.BUILD);
        refuseIdle();
        DeploymentLoop.get().look(project);
    }

    /**
     * Writes a tag of an image to Git now, where its policies would keep it.
     *
     * @return what was written; see {@link ImageUpdater#write}
     * @throws RefusedException where nobody updates images of the project
     */
    public Future<WrittenImage> write(ImageOrder order) {
        // What may be written, and where, the project's own settings say.
        project.checkPermission(Item.BUILD);
        refuseIdle();
        if (project.isRemoving()) {
            throw new RefusedException(Messages.Operations_removing(project.getFullDisplayName()));
        }
        if (project.stored().definition().orElseThrow().imageUpdates().isEmpty()) {
            throw new RefusedException(Messages.Operations_noImageUpdates(project.getFullDisplayName()));
        }
        return DeploymentLoop.get().imageUpdater().write(project.getFullName(), order);
    }

    /**
     * Queues a sync.
     *
     * @param causes why, at least one
     * @throws RefusedException where the project can't be synced
     */
    public Queue.Item sync(SyncRequest request, Cause... causes) {
        project.checkPermission(request.isWithinSettings() ? Item.BUILD : Item.CONFIGURE);
        refuseIdle();
        List<Action> actions = new ArrayList<>(List.of(request, new CauseAction(causes)));
        Queue.Item item =
                Jenkins.get().getQueue().schedule2(project, 0, actions).getItem();
        if (item == null) {
            throw new RefusedException(Messages.Operations_notQueued(project.getFullDisplayName()));
        }
        return item;
    }

    private void refuseIdle() {
        if (project.isDisabled()) {
            throw new RefusedException(Messages.Operations_disabled(project.getFullDisplayName()));
        }
        String problem = project.stored().problem();
        if (!problem.isEmpty()) {
            throw new RefusedException(problem);
        }
    }

    /**
     * Nothing happens by itself from now on.
     *
     * @param until when that ends; empty until somebody resumes
     */
    public void suspend(String reason, Optional<Instant> until) throws IOException {
        project.checkPermission(Item.CONFIGURE);
        Map<String, Object> suspension = new LinkedHashMap<>();
        suspension.put("by", who());
        suspension.put("reason", reason);
        until.ifPresent(end -> suspension.put("until", end.toString()));
        project.edit(Map.of("suspended", Optional.of(suspension)));
    }

    /** Who is asking, for a suspension. */
    static String who() {
        User user = User.current();
        return user == null ? "SYSTEM" : user.getId();
    }

    /** A suspension ends: it compares, and syncs what is automatic, at once. */
    public void resume() throws IOException {
        project.checkPermission(Item.CONFIGURE);
        project.edit(Map.of("suspended", Optional.empty()));
        DeploymentLoop.get().look(project);
    }

    /**
     * Goes back to a commit, and stays there until the next commit or {@link #unpin}.
     *
     * @param commit a whole id
     * @throws RefusedException where it is none, or Git has not been read yet
     */
    public Queue.Item rollback(String commit, Cause... causes) throws IOException {
        project.checkPermission(Item.CONFIGURE);
        refuseIdle();
        commit(commit);
        String tracked = project.pin()
                .map(Pin::instead)
                .orElseGet(() -> project.state().revision().commit());
        if (tracked.isEmpty()) {
            throw new RefusedException(Messages.Operations_notRead(project.getFullDisplayName()));
        }
        project.setPin(Optional.of(new Pin(commit, tracked)));
        return sync(SyncRequest.asked(), causes);
    }

    /**
     * What somebody wants to go back to.
     *
     * @return the same
     * @throws RefusedException where it is no whole id of a commit
     */
    public static String commit(String commit) {
        if (!COMMIT.matcher(commit).matches()) {
            throw new RefusedException(Messages.Operations_noCommit(commit));
        }
        return commit;
    }

    /** Follows its revision again after a rollback. */
    public void unpin() throws IOException {
        project.checkPermission(Item.CONFIGURE);
        project.setPin(Optional.empty());
    }

    /** Changes the alias and the description. */
    public void describe(String alias, String description) throws IOException {
        project.checkPermission(Item.CONFIGURE);
        project.edit(Map.of("displayName", text(alias), "description", text(description)));
    }

    private static Optional<Object> text(String value) {
        return value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /**
     * Takes another text for its definition, whole or not at all.
     *
     * @throws RefusedException naming every fault with its line
     */
    public void define(String text) throws IOException {
        project.checkPermission(Item.CONFIGURE);
        project.setDefinition(text);
    }

    /** What it manages goes, and then the project itself; until then it stays, marked. */
    public Queue.Item deleteWithObjects(Cause... causes) throws IOException {
        project.checkPermission(Item.DELETE);
        refuseIdle();
        project.setRemoving(true);
        List<Action> actions = new ArrayList<>(List.of(SyncRequest.asked().removing(), new CauseAction(causes)));
        return Jenkins.get().getQueue().schedule2(project, 0, actions).getItem();
    }

    /** It is not to be deleted any more. */
    public void keep() throws IOException {
        project.checkPermission(Item.DELETE);
        project.setRemoving(false);
    }

    /** The project goes, and its objects stay. */
    public void deleteLeavingObjects() throws IOException, InterruptedException {
        project.checkPermission(Item.DELETE);
        project.release();
        project.delete();
    }
}
