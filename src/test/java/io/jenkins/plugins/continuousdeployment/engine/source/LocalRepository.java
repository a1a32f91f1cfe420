package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bare repository in a folder, and a working copy whose commits are pushed there at once. Real Git makes both. */
public final class LocalRepository {
    private final Path work;
    private final Path bare;
    private long time = 1_700_000_000L;

    /** A new one.
     *
     * @param folder an empty folder for both
     */
    public LocalRepository(Path folder, String... initOptions) {
        this.work = folder.resolve("work");
        this.bare = folder.resolve("origin.git");
        List<String> init = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main"));
        init.addAll(List.of(initOptions));
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git(init.toArray(String[]::new));
        init.addAll(List.of("--bare", bare.toString()));
        git(init.toArray(String[]::new));
        git("remote", "add", "origin", bare.toString());
    }

    /** The working copy. */
    public Path work() {
        return work;
    }

    Path bare() {
        return bare;
    }

    RepositoryAddress address() {
        return RepositoryAddress.parse(bare.toString(), AddressRules.COMMAND_LINE);
    }

    /** How to read it. */
    public RepositoryAccess access() {
        return RepositoryAccess.of(address());
    }

    /** Writes a file of the working copy. */
    public LocalRepository write(String file, String content) {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    LocalRepository write(String file, byte[] content) {
        try {
            Files.createDirectories(work.resolve(file).getParent());
            Files.write(work.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all there is a minute after the last commit, pushes everything, and returns the id. */
    public String commit(String message) {
        time += 60;
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", message);
        push();
        return head();
    }

    /** A commit that changes one file. */
    public String commit(String file, String content) {
        return write(file, content).commit("write " + file);
    }

    /** The last commit. */
    public String head() {
        return git("rev-parse", "HEAD").strip();
    }

    /** Publishes branches and tags as they stand, rewritten and removed ones too. */
    void push() {
        git("push", "--quiet", "--force", "--prune", "origin", "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
    }

    String git(String... arguments) {
        return gitIn(work, arguments);
    }

    String gitIn(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_AUTHOR_NAME", "Ann Author",
                        "GIT_AUTHOR_EMAIL", "ann@example.com",
                        "GIT_COMMITTER_NAME", "Carl Committer",
                        "GIT_COMMITTER_EMAIL", "carl@example.com",
                        "GIT_AUTHOR_DATE", time + " +0000",
                        "GIT_COMMITTER_DATE", time + " +0000"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
