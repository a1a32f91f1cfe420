package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import java.util.UUID;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Asks an administrator whether this Jenkins has moved, or is a copy; nothing is compared or synced before. */
@Extension
public final class MovedHome extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.MovedHome_displayName();
    }

    @Override
    public boolean isActivated() {
        return !DeploymentLoop.get().isRunning() && !HomeState.here().isAtHome();
    }

    @Override
    public boolean isSecurity() {
        return false;
    }

    /** As which Jenkins this home worked last. */
    public String getWas() {
        return HomeState.here().was();
    }

    /** As which it would now. */
    public String getIs() {
        return HomeState.here().is();
    }

    /** It is the same Jenkins at another place: it goes on. */
    @RequirePOST
    public HttpResponse doMoved() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        DeploymentLoop.get().begin();
        return HttpResponses.redirectViaContextPath("manage");
    }

    /** It is a copy: from now on it is a Jenkins of its own, to whom none of those objects belong. */
    @RequirePOST
    public HttpResponse doCopy() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        DeploymentConfiguration configuration = DeploymentConfiguration.get();
        configuration.setInstance(configuration.effectiveInstance() + "-copy-"
                + UUID.randomUUID().toString().substring(0, 8));
        configuration.save();
        DeploymentLoop.get().begin();
        return HttpResponses.redirectViaContextPath("manage");
    }
}
