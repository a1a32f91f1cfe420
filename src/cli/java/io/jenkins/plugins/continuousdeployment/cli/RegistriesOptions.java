package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.registry.DockerConfig;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How to reach the registries of whatever images definitions name. */
final class RegistriesOptions {
    @Option(
            names = "--docker-config",
            paramLabel = "FILE",
            description = "Credentials for registries in the format of Docker's config.json; the programs it may name"
                    + " are not run.")
    private Path dockerConfig;

    @Option(
            names = "--registry-ca-file",
            paramLabel = "FILE",
            description = "Certificate authorities of the registries, PEM.")
    private Path caFile;

    @Option(
            names = "--plain-http-registry",
            paramLabel = "HOST",
            description = "Speak to this registry without encryption. May be given more than once.")
    private List<String> plain = new ArrayList<>();

    /** How to reach the registry of an image; the files are read anew each time. */
    RegistryAccess access(ImageName image) {
        RegistryCredential credential = dockerConfig == null
                ? RegistryCredential.NONE
                : DockerConfig.parse(text(dockerConfig, "--docker-config")).credential(image);
        RegistryAccess access = RegistryAccess.of(image.host(), credential).withPlainHttp(plain.contains(image.host()));
        return caFile == null ? access : access.withCa(text(caFile, "--registry-ca-file"));
    }

    private static String text(Path file, String option) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException(option + ": " + file + " can't be read", e);
        }
    }
}
