package io.jenkins.plugins.continuousdeployment.engine.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Programs in the place of the tools: what the real ones can't be made to do. */
final class FakeTool {
    private FakeTool() {}

    /** A shell script. */
    static Path script(Path file, String text) {
        try {
            Files.writeString(file, "#!/bin/sh\nPATH=/usr/local/bin:/usr/bin:/bin\n" + text + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both tools are that script. */
    static ToolPaths tools(Path script) {
        return new ToolPaths(Optional.of(script), Optional.of(script), System.getenv("PATH"));
    }

    /** The real program, with a line in a file for each run. */
    static Path counted(Path file, Path program, Path runs) {
        return script(file, "echo run >> '" + runs + "'\nexec '" + program + "' \"$@\"");
    }

    static long runs(Path runs) {
        try {
            return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
