package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An installed program.
 *
 * @param name how people call it
 * @param command how it is started: its file, and what comes before all other arguments
 * @param version what changes when another version is installed in its place
 */
record Program(String name, List<String> command, String version) {
    Program {
        Objects.requireNonNull(name, "name");
        command = List.copyOf(command);
        Objects.requireNonNull(version, "version");
    }

    static Program of(String name, Path file, String... first) {
        List<String> command = new java.util.ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(first));
        try {
            Path real = file.toRealPath();
            return new Program(name, command, real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real));
        } catch (IOException e) {
            throw new RefusedException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
