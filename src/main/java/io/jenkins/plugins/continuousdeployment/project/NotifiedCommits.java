package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.ParameterValue;
import hudson.plugins.git.GitStatus;
import java.util.List;
import org.eclipse.jgit.transport.URIish;

/** What {@code /git/notifyCommit} of the Git plugin is told of pushes: a hint to look, whatever commit it names. */
@Extension(optional = true)
public final class NotifiedCommits extends GitStatus.Listener {
    @Override
    public List<GitStatus.ResponseContributor> onNotifyCommit(
            String origin, URIish uri, String sha1, List<ParameterValue> parameters, String... branches) {
        DeploymentLoop.get().lookAt(PushedAddress.of(uri.toString()));
        return List.of();
    }
}
