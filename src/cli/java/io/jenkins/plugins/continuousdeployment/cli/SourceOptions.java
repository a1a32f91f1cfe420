package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
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

    boolean given() {
        return repository != null || folder != null || revision != null || path != null;
    }

    /** The files; the caller closes them. */
    SourceTree open(Console console) {
        if ((repository == null) == (folder == null)) {
            throw new RefusedException("Say where the manifests are: either --repo URL or --dir FOLDER");
        }
        if (folder != null && revision != null) {
            throw new RefusedException("--revision is for --repo: a folder has none");
        }
        return folder != null ? new FolderSource(folder) : git.open(console, repository, revisionOrHead());
    }

    private String revisionOrHead() {
        return revision == null ? "HEAD" : revision;
    }

    String pathOrAll() {
        return path == null ? "." : path;
    }
}
