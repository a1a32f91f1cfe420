package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Queue;
import java.util.List;

/**
 * Gives requests that know nothing of syncs (the button of every job, a remote token, an upstream project) one of ours,
 * so that they are not folded into one with settings of its own.
 */
@Extension
public final class PlainRequests extends Queue.QueueDecisionHandler {
    @Override
    public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
        if (task instanceof ContinuousDeployment && actions.stream().noneMatch(SyncRequest.class::isInstance)) {
            actions.add(SyncRequest.asked());
        }
        return true;
    }
}
