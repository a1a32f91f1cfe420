package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Git of this machine, for the engine's own tests; each command is noted. */
class CommandGit implements GitProgram {
    final List<String> commands = new ArrayList<>();

    @Override
    public String name() {
        return "the Git of this machine";
    }

    @Override
    public Map<String, String> list(Errand errand) throws IOException, InterruptedException {
        Map<String, String> refs = new LinkedHashMap<>();
        run(errand, "ls-remote", "--", url(errand), NOT_PEELED).lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            refs.put(parts[1], parts[0]);
        });
        return refs;
    }

    @Override
    public String head(Errand errand) throws IOException, InterruptedException {
        return run(errand, "ls-remote", "--symref", "--", url(errand), "HEAD")
                .lines()
                .filter(line -> line.startsWith("ref: "))
                .map(line -> line.substring(5, line.indexOf('\t')))
                .findFirst()
                .orElse("");
    }

    @Override
    public void fetch(Errand errand, List<String> refspecs) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("fetch", "--no-tags", "--force", "--", url(errand)));
        arguments.addAll(refspecs);
        run(errand, arguments.toArray(String[]::new));
    }

    private static String url(Errand errand) {
        return errand.access().address().toString();
    }

    private String run(Errand errand, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        commands.add(String.join(" ", arguments));
        File output = errand.scratch().resolve("output").toFile();
        File complaints = errand.scratch().resolve("complaints").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(errand.scratch().toFile())
                .redirectOutput(output)
                .redirectError(complaints);
        builder.environment().putAll(environment(errand));
        if (builder.start().waitFor() != 0) {
            throw GitProgramException.said(Files.readString(complaints.toPath()));
        }
        return Files.readString(output.toPath());
    }

    private static Map<String, String> environment(Errand errand) throws IOException {
        RepositoryAccess access = errand.access();
        Map<String, String> environment = new TreeMap<>(Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "LC_ALL", "C",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_DIR", errand.mirror().toString(),
                "GIT_CONFIG_PARAMETERS", "'fetch.unpackLimit=1' 'http.followRedirects=false'",
                "GIT_ASKPASS", "echo"));
        if (!access.caPem().isEmpty()) {
            environment.put("GIT_SSL_CAINFO", write(errand, "ca.pem", access.caPem(), "rw-------"));
        }
        if (errand.login().isPresent()) {
            Credential.UserPassword login = errand.login().get();
            String script = "#!/bin/sh\ncase $1 in U*) echo '" + login.user() + "';; *) echo '" + login.password()
                    + "';; esac\n";
            environment.put("GIT_ASKPASS", write(errand, "ask", script, "rwx------"));
        }
        if (access.credential() instanceof Credential.SshKey key) {
            String file = write(errand, "key", key.privateKey(), "r--------");
            String hosts = write(errand, "hosts", access.knownHosts(), "r--------");
            environment.put(
                    "GIT_SSH_COMMAND",
                    "ssh -F /dev/null -i " + file + " -l " + errand.user() + " -o BatchMode=yes -o IdentitiesOnly=yes"
                            + " -o StrictHostKeyChecking=yes -o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile="
                            + hosts);
        }
        return environment;
    }

    private static String write(Errand errand, String name, String content, String mode) throws IOException {
        Path file = errand.scratch().resolve(name);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file.toString();
    }
}
