package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real GnuPG with a home of its own, short since its sockets lie there; tests are skipped where there is none. */
record GnuPg(Path home) implements AutoCloseable {
    static final String WHO = "bot@example.com";

    static GnuPg make() throws IOException {
        assumeThat(Path.of("/usr/bin/gpg")).as("GnuPG").isExecutable();
        return new GnuPg(Files.createTempDirectory(Path.of("/tmp"), "gpg"));
    }

    Map<String, String> environment() {
        return Map.of("GNUPGHOME", home.toString(), "HOME", home.toString());
    }

    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--yes", "--pinentry-mode", "loopback"));
        command.addAll(List.of(arguments));
        return Programs.succeed(home, environment(), "", command);
    }

    /** A new private key of that type and usage. */
    String made(String passphrase, String... type) {
        List<String> arguments = new ArrayList<>(List.of("--passphrase", passphrase, "--quick-gen-key", WHO));
        arguments.addAll(List.of(type));
        run(arguments.toArray(String[]::new));
        return exported(passphrase);
    }

    String exported(String passphrase) {
        return run("--passphrase", passphrase, "--export-secret-keys", "--armor", WHO);
    }

    @Override
    public void close() throws IOException {
        Programs.run(home, environment(), "", List.of("gpgconf", "--kill", "all"));
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        }
    }
}
