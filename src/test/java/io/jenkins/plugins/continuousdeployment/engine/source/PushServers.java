package io.jenkins.plugins.continuousdeployment.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Real Git servers that take pushes. */
abstract class PushServers extends RealServers {
    static final Author BOT = new Author("kubevelabot", "bot@example.com");
    static final PushOrder MAIN = PushOrder.on("main", BOT);

    /** A repository of its own for a test. */
    final Repository writable() {
        Repository repository = bed.newRepository("push").write("deploy/web.yaml", "image: web:1\n");
        repository.commit("first");
        return repository;
    }

    final GitSource https(Repository repository) {
        return mirrors.source(access(repository.url(), login()));
    }

    final GitSource ssh(Repository repository) {
        return mirrors.source(access(repository.sshUrl(), key(bed.ssh().identity(), "")));
    }

    static TreeEditor writing(String content) {
        return tree -> TreeEdit.of(Map.of("deploy/web.yaml", content.getBytes(UTF_8)), "Update image automatically.");
    }

    /** What the served repository says. */
    static String served(Repository repository, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Programs.succeed(repository.bare(), Map.of(), "", command).strip();
    }

    /** A hook of the served repository, as a shell script. */
    static void hook(Repository repository, String name, String... lines) {
        Path hook = repository.bare().resolve("hooks").resolve(name);
        try {
            Files.createDirectories(hook.getParent());
            Files.writeString(hook, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!hook.toFile().setExecutable(true)) {
            throw new AssertionError(hook);
        }
    }
}
