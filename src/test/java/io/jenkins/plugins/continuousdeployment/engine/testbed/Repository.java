package io.jenkins.plugins.continuousdeployment.engine.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A repository on the bed's Git server, and the folder in which a test works on it. What is committed is pushed at once,
 * past the server, into the served repository itself.
 */
public final class Repository {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_AUTHOR_NAME", "Ann Author",
            "GIT_AUTHOR_EMAIL", "ann@example.com",
            "GIT_COMMITTER_NAME", "Carl Committer",
            "GIT_COMMITTER_EMAIL", "carl@example.com");

    private final TestBed bed;
    private final String path;
    private final Path folder;

    private Repository(TestBed bed, String path, Path folder) {
        this.bed = bed;
        this.path = path;
        this.folder = folder;
    }

    static Repository create(TestBed bed, String realm, String... initOptions) {
        String path = realm + "/" + UUID.randomUUID().toString().substring(0, 8) + ".git";
        Path folder = bed.dir().resolve("work").resolve(path);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Repository repository = new Repository(bed, path, folder);
        List<String> init = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main"));
        init.addAll(List.of(initOptions));
        repository.git(init.toArray(String[]::new));
        init.addAll(List.of("--bare", repository.bare().toString()));
        repository.git(init.toArray(String[]::new));
        repository.git("remote", "add", "origin", repository.bare().toString());
        return repository;
    }

    /** Its address over HTTPS. */
    public String url() {
        return bed.git().url() + path;
    }

    /** Its address by SSH. */
    public String sshUrl() {
        return bed.ssh().url() + path;
    }

    /** The address below another realm, such as {@code slow} or {@code status/503}. */
    public String urlBelow(String realm) {
        return bed.git().url() + realm + "/" + path;
    }

    /** The served repository. */
    public Path bare() {
        return bed.git().root().resolve(path);
    }

    /** The working copy. */
    public Path folder() {
        return folder;
    }

    /** Writes a file of the working copy. */
    public Repository write(String file, String content) {
        try {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file of the working copy. */
    public Repository remove(String file) {
        try {
            Files.delete(folder.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything as it stands, publishes the branch, and returns the commit's id. */
    public String commit(String message) {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", message);
        publish();
        return git("rev-parse", "HEAD").strip();
    }

    /** Publishes all branches and tags as they stand, rewritten and removed ones too. */
    public void publish() {
        git("push", "--quiet", "--force", "--prune", "origin", "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
    }

    /** Runs Git in the working copy; it must succeed. */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Programs.succeed(folder, ENVIRONMENT, "", command);
    }
}
