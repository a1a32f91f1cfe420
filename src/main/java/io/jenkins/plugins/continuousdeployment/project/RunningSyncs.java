package io.jenkins.plugins.continuousdeployment.project;

import hudson.Util;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Which syncs run: a small file for each while it does, so that after the end of Jenkins those that were cut off are
 * found without loading any other build.
 */
final class RunningSyncs {
    private static final Logger LOGGER = Logger.getLogger(RunningSyncs.class.getName());

    /** Those of this process, for the limit of each cluster. */
    private static final Set<SyncRun> RUNNING = ConcurrentHashMap.newKeySet();

    private RunningSyncs() {}

    static void applying(SyncRun run) {
        RUNNING.add(run);
    }

    /** Whether a sync of a project runs, without asking for its builds. */
    static boolean isRunning(ContinuousDeployment project) {
        return RUNNING.stream().anyMatch(run -> run.getParent() == project);
    }

    /** How many change objects of a cluster now; who only waits does not count. */
    static long applyingIn(String cluster) {
        return RUNNING.stream()
                .filter(run -> !run.onlyWaits() && run.getParent().clusters().contains(cluster))
                .count();
    }

    private static Path folder() {
        return new File(Jenkins.get().getRootDir(), "continuous-deployment/running").toPath();
    }

    private static Path file(SyncRun run) {
        return folder().resolve(Util.getDigestOf(run.getExternalizableId()));
    }

    static void add(SyncRun run) throws IOException {
        Files.createDirectories(folder());
        Files.writeString(file(run), run.getExternalizableId());
    }

    static void remove(SyncRun run) {
        RUNNING.remove(run);
        try {
            Files.deleteIfExists(file(run));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> run + " is still noted as running");
        }
    }

    /** Those that were noted when Jenkins ended, each once: closed as aborted. */
    static List<SyncRun> closeCutOff() {
        List<SyncRun> closed = new ArrayList<>();
        for (Path file : files()) {
            try {
                String id = Files.readString(file, StandardCharsets.UTF_8);
                if (Run.fromExternalizableId(id) instanceof SyncRun run && run.closeCutOff()) {
                    closed.add(run);
                }
            } catch (IOException | IllegalArgumentException e) {
                LOGGER.log(Level.WARNING, e, () -> "a sync that was noted as running can't be found: " + file);
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "can't be deleted: " + file);
            }
        }
        return closed;
    }

    private static List<Path> files() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "can't be read: " + folder());
            return List.of();
        }
    }
}
