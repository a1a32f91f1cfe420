package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import io.jenkins.plugins.continuousdeployment.engine.source.FetchListener;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * How to read a repository. Secrets come from files or the environment, never from an argument, which every user of the
 * machine could read.
 */
final class GitOptions {
    private static final String PASSWORD = "CDCTL_GIT_PASSWORD";
    private static final String TOKEN = "CDCTL_GIT_TOKEN";
    private static final String PASSPHRASE = "CDCTL_SSH_PASSPHRASE";

    @Option(
            names = "--git-user",
            paramLabel = "USER",
            description = "User for HTTPS; the password is in $" + PASSWORD + ". A token alone: $" + TOKEN + ".")
    String user;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Certificate authorities of the Git server, PEM.")
    Path caFile;

    @Option(
            names = "--ssh-key",
            paramLabel = "FILE",
            description = "Private key for SSH; its passphrase is in $" + PASSPHRASE + ".")
    Path sshKey;

    @Option(names = "--known-hosts", paramLabel = "FILE", description = "Known SSH hosts. Default: ~/.ssh/known_hosts.")
    Path knownHosts;

    private GitMirrors mirrors;
    private boolean silent;

    /** Says nothing of fetches, for a command that has its own way to. */
    void silently() {
        silent = true;
    }

    SourceTree open(Console console, String repository, String revision) {
        return source(console, repository).open(revision);
    }

    /** A repository to read from; it is not asked yet. */
    GitSource source(Console console, String repository) {
        RepositoryAddress address = RepositoryAddress.parse(repository, AddressRules.COMMAND_LINE);
        RepositoryAccess access = RepositoryAccess.of(address, credential(System.getenv()));
        if (caFile != null) {
            access = access.withCa(text(caFile, "--ca-file"));
        }
        Path hosts = knownHosts != null ? knownHosts : Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        if (knownHosts != null || Files.isReadable(hosts)) {
            access = access.withKnownHosts(text(hosts, "--known-hosts"));
        }
        if (mirrors == null) {
            FetchListener listener = silent ? FetchListener.NONE : FetchLine.of(console);
            mirrors = new GitMirrors(cache(System.getenv()).resolve("mirrors"), console::progress, listener);
        }
        return mirrors.source(access);
    }

    private Credential credential(Map<String, String> environment) {
        if (sshKey != null) {
            String passphrase = environment.getOrDefault(PASSPHRASE, "");
            return new Credential.SshKey("key " + sshKey, "", text(sshKey, "--ssh-key"), passphrase);
        }
        if (user != null) {
            String password = environment.get(PASSWORD);
            if (password == null) {
                throw new RefusedException("--git-user needs the password in the environment variable " + PASSWORD);
            }
            return new Credential.UserPassword("user " + user, user, password);
        }
        String token = environment.get(TOKEN);
        return token == null ? Credential.NONE : new Credential.Token("token", token);
    }

    private static String text(Path file, String option) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException(option + ": " + file + " can't be read", e);
        }
    }

    private static Path cache(Map<String, String> environment) {
        String xdg = environment.get("XDG_CACHE_HOME");
        Path root = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return root.resolve("cdctl");
    }

    void close() {
        if (mirrors != null) {
            mirrors.close();
        }
    }
}
