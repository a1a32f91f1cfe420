package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import java.util.Map;
import java.util.TreeMap;

/** What a kustomization may read: every file, and the links to folders that lead to them. */
final class ReachedFiles {
    private final Map<String, SourceFile> files = new TreeMap<>();
    private final Map<String, String> links = new TreeMap<>();

    /**
     * Adds a file.
     *
     * @param path where the tool finds it
     */
    void file(String path, SourceFile file) {
        files.putIfAbsent(path, file);
    }

    void link(String path, String target) {
        links.put(path, target);
    }

    void export(PrivateFolder folder) {
        files.forEach(folder::export);
        links.forEach(folder::link);
    }
}
