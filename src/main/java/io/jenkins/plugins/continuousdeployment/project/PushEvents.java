package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import jenkins.scm.api.SCMEvent;
import jenkins.scm.api.SCMEventListener;
import jenkins.scm.api.SCMHeadEvent;

/** What webhooks of GitHub, GitLab, Bitbucket and others tell Jenkins of pushes: a hint to look. */
@Extension
public final class PushEvents extends SCMEventListener {
    @Override
    public void onSCMHeadEvent(SCMHeadEvent<?> event) {
        if (event.getType() != SCMEvent.Type.REMOVED) {
            DeploymentLoop.get().lookAt(PushedAddress.named(event.getSourceName()));
        }
    }
}
