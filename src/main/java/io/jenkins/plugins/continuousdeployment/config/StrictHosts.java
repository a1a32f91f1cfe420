package io.jenkins.plugins.continuousdeployment.config;

import hudson.model.TaskListener;
import io.jenkins.plugins.continuousdeployment.engine.source.Timeouts;
import org.jenkinsci.plugins.gitclient.verifier.AbstractCliGitHostKeyVerifier;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerifier;

/**
 * The known hosts that were given and no others, and beside them nothing that this machine's OpenSSH is configured with:
 * no key and no agent of the account that Jenkins runs as may open a repository for whoever can enter an address.
 */
final class StrictHosts extends ManuallyProvidedKeyVerifier {
    private static final long serialVersionUID = 1L;

    private final String options;

    StrictHosts(String knownHosts, Timeouts timeouts) {
        super(knownHosts);
        this.options = " -F /dev/null -o GlobalKnownHostsFile=/dev/null -o UpdateHostKeys=no -o IdentitiesOnly=yes"
                + " -o IdentityAgent=none -o PreferredAuthentications=publickey -o NumberOfPasswordPrompts=1"
                + " -o ConnectTimeout=" + timeouts.connect().toSeconds() + " -o ServerAliveCountMax=1"
                + " -o ServerAliveInterval=" + timeouts.idle().toSeconds();
    }

    @Override
    public AbstractCliGitHostKeyVerifier forCliGit(TaskListener listener) {
        AbstractCliGitHostKeyVerifier listed = super.forCliGit(listener);
        return file -> listed.getVerifyHostKeyOption(file) + options;
    }
}
