package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What tools are run with.
 *
 * @param toolbox finds them
 * @param isolation keeps them off the network; asked only where one runs
 * @param limits what they may take
 */
record Workshop(Toolbox toolbox, Supplier<Isolation> isolation, RenderLimits limits) {
    Workshop {
        Objects.requireNonNull(toolbox, "toolbox");
        Objects.requireNonNull(isolation, "isolation");
        Objects.requireNonNull(limits, "limits");
    }

    /** Runs a command in a private folder, where it finds an empty one to work in. */
    ToolResult run(List<String> command, Map<String, String> environment, PrivateFolder folder, String what) {
        Path work = folder.root().resolve("work");
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new RefusedException("can't write " + work + ": " + e.getMessage(), e);
        }
        return ToolRun.of(isolation.get().of(command), environment, work, limits, what);
    }
}
