package io.jenkins.plugins.continuousdeployment.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks a Git server what it has, and brings nothing here. */
final class RepositoryProbe {
    private static final int SHOWN = 10;

    private RepositoryProbe() {}

    static FormValidation test(DeploymentRepository repository, Home home) {
        try {
            return FormValidation.ok(words(look(repository, home)));
        } catch (RefusedException e) {
            return FormValidation.error(e.getMessage());
        } catch (IOException e) {
            return FormValidation.error(e, Messages.Probe_Folder());
        }
    }

    private static GitSource.Offer look(DeploymentRepository repository, Home home) throws IOException {
        Path folder = Files.createTempDirectory("repository-test");
        try (GitMirrors mirrors = new GitMirrors(folder, line -> {})) {
            return mirrors.source(RepositoryReach.named(repository, home).access())
                    .look();
        } finally {
            Util.deleteRecursive(folder.toFile());
        }
    }

    private static String words(GitSource.Offer offer) {
        String head = offer.head().isEmpty() ? "-" : offer.head().replaceFirst("^refs/heads/", "");
        return Messages.RepositoryProbe_Answer(
                head,
                offer.branches().size(),
                some(offer.branches()),
                offer.tags().size());
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + ", …" : shown;
    }
}
