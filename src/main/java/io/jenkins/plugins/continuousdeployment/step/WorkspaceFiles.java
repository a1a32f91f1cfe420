package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.source.FolderSource;
import io.jenkins.plugins.continuousdeployment.engine.source.HeldTree;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import jenkins.MasterToSlaveFileCallable;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reads a folder of a workspace where it lies, and brings its files here: bytes, so many and no more. */
final class WorkspaceFiles {
    private WorkspaceFiles() {}

    /**
     * The files of a folder.
     *
     * @param dir relative to the step's workspace; null for none
     * @throws AbortException where there is no workspace, no such folder, or too much in it
     */
    static Optional<Supplier<SourceTree>> of(StepContext context, @CheckForNull String dir)
            throws IOException, InterruptedException {
        if (dir == null) {
            return Optional.empty();
        }
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            throw new AbortException(Messages.WorkspaceFiles_noWorkspace());
        }
        ManifestLimits limits = ManifestLimits.DEFAULT;
        Map<String, byte[]> files = workspace.act(new Reading(dir, limits.maxFiles(), limits.maxBytes()));
        String where = "the folder " + dir + " of the workspace";
        return Optional.of(() -> new HeldTree(files, where));
    }

    /** Whether the workspace is there; after a restart its agent may still have to come back. */
    static boolean reachable(StepContext context) {
        try {
            return context.get(FilePath.class) != null;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs where the workspace is. Gives texts and bytes back, nothing that could run here. */
    static final class Reading extends MasterToSlaveFileCallable<LinkedHashMap<String, byte[]>> {
        private static final long serialVersionUID = 1;

        private final String dir;
        private final int maxFiles;
        private final long maxBytes;

        Reading(String dir, int maxFiles, long maxBytes) {
            this.dir = dir;
            this.maxFiles = maxFiles;
            this.maxBytes = maxBytes;
        }

        @Override
        public LinkedHashMap<String, byte[]> invoke(File workspace, VirtualChannel channel) throws IOException {
            try (SourceTree tree = new FolderSource(folder(workspace.toPath()))) {
                LinkedHashMap<String, byte[]> files = new LinkedHashMap<>();
                long bytes = 0;
                for (SourceFile file : tree.files(".")) {
                    bytes += file.size();
                    if (files.size() >= maxFiles || bytes > maxBytes) {
                        throw new AbortException("the folder " + dir + " of the workspace has more than " + maxFiles
                                + " files (maxFiles) or " + maxBytes + " bytes (maxBytes). Give one that holds the"
                                + " manifests alone.");
                    }
                    files.put(file.path(), file.content());
                }
                return files;
            } catch (RefusedException e) {
                // Its own class stays where it was made.
                throw new AbortException(e.getMessage());
            }
        }

        /** The folder, which must lie in the workspace even where links lead to it. */
        private Path folder(Path workspace) throws IOException {
            Path folder = workspace.resolve(dir);
            if (!Files.isDirectory(folder)) {
                throw new AbortException("there is no folder " + dir + " in the workspace.");
            }
            Path real = folder.toRealPath();
            if (!real.startsWith(workspace.toRealPath())) {
                throw new AbortException("the folder " + dir + " leads out of the workspace. Give one inside it.");
            }
            return real;
        }
    }
}
