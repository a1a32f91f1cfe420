package io.jenkins.plugins.continuousdeployment.engine.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a program off every network where the kernel lets us: in a network namespace with nothing in it (namespaces(7)).
 * The check of what a source may reach holds everywhere; this is the second lock.
 *
 * @param prefix what a command is put behind; empty where the kernel does not let us
 */
record Isolation(List<String> prefix) {
    /** None at all. */
    static final Isolation NONE = new Isolation(List.of());

    private static final List<List<String>> WAYS =
            List.of(List.of("--net"), List.of("--user", "--map-root-user", "--net"));

    private static final RenderLimits SHORT =
            new RenderLimits(Duration.ofSeconds(10), 1, 1, 1, RenderLimits.DEFAULT.manifests());

    Isolation {
        prefix = List.copyOf(prefix);
    }

    /** Tries what works here. */
    static Isolation probe(Toolbox toolbox) {
        Optional<Path> unshare = toolbox.onPath("unshare");
        Optional<Path> nothing = toolbox.onPath("true");
        if (unshare.isEmpty() || nothing.isEmpty()) {
            return NONE;
        }
        for (List<String> way : WAYS) {
            List<String> prefix = new ArrayList<>(List.of(unshare.get().toString()));
            prefix.addAll(way);
            Isolation isolation = new Isolation(prefix);
            List<String> command = isolation.of(List.of(nothing.get().toString()));
            Path anywhere = Path.of(System.getProperty("java.io.tmpdir"));
            if (Files.isDirectory(anywhere)
                    && ToolRun.of(command, Map.of(), anywhere, SHORT, "looking for network namespaces")
                            .succeeded()) {
                return isolation;
            }
        }
        return NONE;
    }

    /** A command, kept off the network. */
    List<String> of(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }
}
