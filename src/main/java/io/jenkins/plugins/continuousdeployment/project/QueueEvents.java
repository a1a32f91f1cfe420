package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;

/** Tells the loop when a sync that it wanted was taken out of the queue. */
@Extension
public final class QueueEvents extends QueueListener {
    @Override
    public void onLeft(Queue.LeftItem left) {
        if (left.isCancelled() && left.task instanceof ContinuousDeployment project) {
            DeploymentLoop.get().cancelled(project);
        }
    }
}
