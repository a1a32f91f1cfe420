package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;

/** What happens in the queue to syncs that wait there. */
@Extension
public final class QueueEvents extends QueueListener {
    /** One that only waits for health makes room for the next, which somebody wants. */
    @Override
    public void onEnterBlocked(Queue.BlockedItem blocked) {
        if (blocked.task instanceof ContinuousDeployment project) {
            SyncRun last = project.getLastBuild();
            if (last != null && last.onlyWaits()) {
                last.makeRoom();
            }
        }
    }

    /** The loop must know when a sync that it wanted was taken out of the queue. */
    @Override
    public void onLeft(Queue.LeftItem left) {
        if (left.isCancelled() && left.task instanceof ContinuousDeployment project) {
            DeploymentLoop.get().cancelled(project);
        }
    }
}
