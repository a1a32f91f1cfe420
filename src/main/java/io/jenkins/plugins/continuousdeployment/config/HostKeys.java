package io.jenkins.plugins.continuousdeployment.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.AcceptFirstConnectionStrategy;
import org.jenkinsci.plugins.gitclient.verifier.KnownHostsFileVerificationStrategy;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.gitclient.verifier.SshHostKeyVerificationStrategy;

/**
 * The SSH host keys to trust: a repository's own, else those of Jenkins's setting for Git. A key that nobody listed is
 * refused, also where that setting would take any: the refusal says what line to add.
 */
final class HostKeys {
    private HostKeys() {}

    static String of(String own, String address) {
        if (!own.isBlank() || !address.startsWith("ssh:")) {
            return own;
        }
        SshHostKeyVerificationStrategy<?> strategy =
                GitHostKeyVerificationConfiguration.get().getSshHostKeyVerificationStrategy();
        if (strategy instanceof ManuallyProvidedKeyVerificationStrategy manual) {
            return manual.getApprovedHostKeys();
        }
        boolean file = strategy instanceof KnownHostsFileVerificationStrategy
                || strategy instanceof AcceptFirstConnectionStrategy;
        return file ? read(Path.of(System.getProperty("user.home"), ".ssh", "known_hosts")) : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Then nobody is known, and the refusal names the line to add.
            return "";
        }
    }
}
