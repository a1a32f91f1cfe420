package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.registry.DockerConfig;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * How to reach a registry. Secrets come from files or the environment, never from an argument, which every user of the
 * machine could read.
 */
final class RegistryOptions {
    private static final String PASSWORD = "CDCTL_REGISTRY_PASSWORD";
    private static final String TOKEN = "CDCTL_REGISTRY_TOKEN";

    @Option(
            names = "--registry-user",
            paramLabel = "USER",
            description = "User for the registry; the password is in $" + PASSWORD
                    + " or --password-file. A token alone: $" + TOKEN + " or --token-file.")
    String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the password of --registry-user.")
    Path passwordFile;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with a token for the registry.")
    Path tokenFile;

    @Option(
            names = "--docker-config",
            paramLabel = "FILE",
            description = "Credentials in the format of Docker's config.json; the programs it may name are not run.")
    Path dockerConfig;

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Certificate authorities of the registry, PEM.")
    Path caFile;

    @Option(names = "--plain-http", description = "Speak to the registry without encryption.")
    boolean plainHttp;

    /** A client for the registry of an image; the caller closes it. */
    Registry open(ImageName image) {
        RegistryAccess access = RegistryAccess.of(image.host(), credential(image, System.getenv()))
                .withPlainHttp(plainHttp);
        return new Registry(caFile == null ? access : access.withCa(text(caFile, "--ca-file")), Clock.systemUTC());
    }

    private RegistryCredential credential(ImageName image, Map<String, String> environment) {
        if (Stream.of(user, tokenFile, dockerConfig)
                        .filter(each -> each != null)
                        .count()
                > 1) {
            throw new RefusedException("Give one credential: --registry-user, --token-file or --docker-config");
        }
        if (passwordFile != null && user == null) {
            throw new RefusedException("--password-file needs --registry-user");
        }
        if (user != null) {
            String password = passwordFile == null ? environment.get(PASSWORD) : line(passwordFile, "--password-file");
            if (password == null) {
                throw new RefusedException("--registry-user needs the password in the environment variable " + PASSWORD
                        + " or in --password-file");
            }
            return new RegistryCredential.UserPassword(user, password);
        }
        if (dockerConfig != null) {
            return DockerConfig.parse(text(dockerConfig, "--docker-config")).credential(image);
        }
        String token = tokenFile == null ? environment.get(TOKEN) : line(tokenFile, "--token-file");
        return token == null ? RegistryCredential.NONE : new RegistryCredential.Token(token);
    }

    /** Editors end a file with a line break, which belongs to no secret. */
    private static String line(Path file, String option) {
        return text(file, option).stripTrailing();
    }

    private static String text(Path file, String option) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException(option + ": " + file + " can't be read", e);
        }
    }
}
