package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderTarget;
import io.jenkins.plugins.continuousdeployment.engine.source.FolderSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** SOURCE: where the manifests are. */
final class SourceOptions {
    @Option(names = "--repo", paramLabel = "URL", description = "Address of a Git repository, by https or ssh.")
    String repository;

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "Branch, tag, commit, refs/…, or semver range such as ~1.4. Default: HEAD.")
    String revision;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "A folder instead of a repository.")
    Path folder;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Folder or file inside the source. Default: all of it.")
    String path;

    @Mixin
    GitOptions git;

    @Mixin
    RenderingOptions rendering;

    boolean given() {
        return repository != null || folder != null || revision != null || path != null || rendering.given();
    }

    /** The objects that the flags ask for, with what is left out told as progress. */
    Manifests render(Console console, SourceTree tree, RenderTarget target) {
        return render(console, tree, rendering.source(pathOrAll()), target);
    }

    /** The same for a source that a definition describes. */
    Manifests render(Console console, SourceTree tree, Source source, RenderTarget target) {
        Manifests manifests = rendering.renderer().render(tree, source, target);
        manifests.skipped().forEach(skipped -> console.progress("Left out: " + skipped));
        manifests.notes().forEach(note -> console.progress("Note: " + note));
        return manifests;
    }

    /** What the innermost folder that the flags name is called. */
    String folderName() {
        String named = pathOrAll().equals(".") ? String.valueOf(folder != null ? whole(folder) : repository) : path;
        return Path.of(named.replaceFirst("/+$", "").replaceFirst("\\.git$", ""))
                .getFileName()
                .toString();
    }

    private static Path whole(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /** The files; the caller closes them. */
    SourceTree open(Console console) {
        return open(console, null);
    }

    /** The files at a commit, or with null at the revision that the flags name; the caller closes them. */
    SourceTree open(Console console, String commit) {
        if ((repository == null) == (folder == null)) {
            throw new RefusedException("Say where the manifests are: either --repo URL or --dir FOLDER");
        }
        if (folder != null && revision != null) {
            throw new RefusedException("--revision is for --repo: a folder has none");
        }
        return folder != null
                ? new FolderSource(folder)
                : git.open(console, repository, commit == null ? revisionOrHead() : commit);
    }

    String revisionOrHead() {
        return revision == null ? "HEAD" : revision;
    }

    String pathOrAll() {
        return path == null ? "." : path;
    }
}
