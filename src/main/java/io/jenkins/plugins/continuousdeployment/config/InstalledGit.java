package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import hudson.plugins.git.GitException;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import io.jenkins.plugins.continuousdeployment.engine.source.GitProgram;
import io.jenkins.plugins.continuousdeployment.engine.source.GitProgramException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;
import org.jenkinsci.plugins.gitclient.CliGitAPIImpl;
import org.jenkinsci.plugins.gitclient.Git;
import org.jenkinsci.plugins.gitclient.GitClient;

/**
 * One of Jenkins's Git installations, driven by the plugin git-client, which hands over credentials in files of the
 * errand's scratch folder and removes them when the program has ended.
 *
 * @param tool the installation's name
 */
record InstalledGit(String tool) implements GitProgram {
    /** As git-client's own; {@code -Dorg.jenkinsci.plugins.gitclient.Git.timeOut} changes both. */
    private static final Duration FETCH = Duration.ofMinutes(CliGitAPIImpl.TIMEOUT);

    /** git-client cuts its lines at the place where SHA-1 ids end. */
    private static final Pattern LONG_ID = Pattern.compile("[0-9a-f]{23}\t(.*)");

    InstalledGit {
        Objects.requireNonNull(tool, "tool");
    }

    @Override
    public String name() {
        return "the Git installation '" + tool + "'";
    }

    @Override
    public Map<String, String> list(Errand errand) throws IOException, InterruptedException {
        Map<String, String> refs = new TreeMap<>();
        run(errand, answering(errand), client -> client.getRemoteReferences(url(errand), NOT_PEELED, false, false))
                .forEach((name, id) -> {
                    Matcher longer = LONG_ID.matcher(name);
                    if (longer.matches()) {
                        refs.put(longer.group(1), id.name() + "0".repeat(24));
                    } else {
                        refs.put(name, id.name());
                    }
                });
        boolean readable = StandardCharsets.UTF_8.equals(Charset.defaultCharset())
                || refs.keySet().stream().allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
        Checks.refuseIf(
                !readable,
                "the repository " + url(errand) + " has branches or tags with other letters than ASCII's, which "
                        + name()
                        + " hands over wrongly to a Jenkins that runs with the encoding " + Charset.defaultCharset()
                        + ". Start Jenkins with -Dfile.encoding=UTF-8, or choose no Git installation for the repository.");
        return refs;
    }

    @Override
    public String head(Errand errand) throws IOException, InterruptedException {
        return run(errand, answering(errand), client -> client.getRemoteSymbolicReferences(url(errand), "HEAD"))
                .getOrDefault("HEAD", "");
    }

    @Override
    public void fetch(Errand errand, List<String> refspecs) throws IOException, InterruptedException {
        run(errand, FETCH, client -> {
            client.fetch_()
                    .from(uri(errand), refspecs.stream().map(RefSpec::new).toList())
                    .tags(false)
                    .timeout(Math.toIntExact(FETCH.toMinutes()) + 1)
                    .execute();
            return true;
        });
    }

    private static Duration answering(Errand errand) {
        return errand.access()
                .timeouts()
                .connect()
                .plus(errand.access().timeouts().idle());
    }

    private static String url(Errand errand) {
        return errand.access().address().toString();
    }

    private static URIish uri(Errand errand) {
        try {
            return new URIish(url(errand));
        } catch (URISyntaxException e) {
            throw new RefusedException("the address " + url(errand) + " can't be given to a Git installation.", e);
        }
    }

    /** A question to git-client. */
    @FunctionalInterface
    private interface Question<T> {
        T put(GitClient client) throws InterruptedException;
    }

    private <T> T run(Errand errand, Duration limit, Question<T> question) throws IOException, InterruptedException {
        try (Deadline deadline = Deadline.in(limit)) {
            try {
                return question.put(client(errand));
            } catch (GitException e) {
                throw deadline.passed() ? GitProgramException.late(limit) : told(e);
            } catch (InterruptedException e) {
                if (deadline.passed()) {
                    throw GitProgramException.late(limit);
                }
                throw e;
            }
        }
    }

    /** May take long too: an installation may have to be installed first. */
    private GitClient client(Errand errand) throws IOException, InterruptedException {
        Path work = Files.createDirectory(errand.scratch().resolve("work" + System.nanoTime()));
        GitClient client = Git.with(TaskListener.NULL, GitSurroundings.of(errand))
                .in(work.toFile())
                .using(GitTools.executable(tool))
                .withHostKeyVerifierFactory(new StrictHosts(
                        errand.access().knownHosts(), errand.access().timeouts()))
                .getClient();
        credentials(errand).ifPresent(client::addDefaultCredentials);
        return client;
    }

    private Optional<StandardCredentials> credentials(Errand errand) {
        if (errand.access().credential() instanceof Credential.SshKey key) {
            return Optional.of(new BasicSSHUserPrivateKey(
                    CredentialsScope.GLOBAL,
                    key.identity(),
                    errand.user(),
                    new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(key.privateKey()),
                    key.passphrase(),
                    ""));
        }
        return errand.login().map(login -> {
            try {
                return new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, login.identity(), "", login.user(), login.password());
            } catch (Descriptor.FormException e) {
                throw new RefusedException("the credential of the repository " + url(errand)
                        + " can't be given to a Git installation here: in FIPS mode a password has at least 14"
                        + " characters.");
            }
        });
    }

    /** git-client puts the command before what the program said, and nothing but the command where it did not start. */
    private IOException told(GitException failure) {
        if (failure.getCause() instanceof IOException reason) {
            throw new RefusedException(
                    name() + " can't be started on the controller: " + reason.getMessage()
                            + ". Look at its path in Manage Jenkins » Tools.",
                    failure);
        }
        String words = Objects.toString(failure.getMessage(), "");
        int begin = words.lastIndexOf("\nstderr: ");
        String said = begin < 0 ? words : words.substring(begin + "\nstderr: ".length());
        return GitProgramException.said(said.isBlank() ? name() + " failed and said nothing" : said.strip());
    }
}
