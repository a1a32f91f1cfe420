package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A file of definitions that may change while it is in use. */
final class DefinitionFile {
    /** Looked at so often: editors and mounted volumes replace files in ways that no notification tells reliably. */
    private static final long PAUSE_MILLIS = 500;

    private final Path file;
    private byte[] seen = {};

    DefinitionFile(Path file) {
        this.file = file;
    }

    /** The definitions as they are now. */
    List<DeploymentDefinition> read() {
        seen = bytes();
        return ProjectOptions.read(file);
    }

    /** Hands every new content on, until this thread is interrupted; what is wrong with it is said once. */
    void follow(Consumer<List<DeploymentDefinition>> keeper, EventLines lines) {
        while (true) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            byte[] now = bytes();
            if (!Arrays.equals(now, seen)) {
                seen = now;
                try {
                    keeper.accept(ProjectOptions.read(file));
                } catch (RefusedException e) {
                    lines.definitionsRefused(e);
                }
            }
        }
    }

    /** Empty where it can't be read; why not is then said by whoever reads it as definitions. */
    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
