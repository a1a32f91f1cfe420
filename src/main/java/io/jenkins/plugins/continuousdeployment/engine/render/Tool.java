package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import java.util.Optional;

/** What the files at a path are made for. */
enum Tool {
    PLAIN,
    KUSTOMIZE,
    HELM;

    /**
     * What is rendered, and how.
     *
     * @param tool the tool
     * @param path where the manifests lie; for a kustomization and a chart really a folder
     */
    record Found(Tool tool, String path) {}

    /**
     * What a source says; where it says nothing, a chart counts before a kustomization, and that before plain manifests.
     *
     * @throws RefusedException where the path is not what the source says
     */
    static Found of(WatchedTree tree, Source source) {
        String named = source.path();
        boolean marked =
                TreePaths.name(named).equals(ChartFile.NAME) || KustomizationFile.NAMES.contains(TreePaths.name(named));
        String path = marked ? TreePaths.parent(named) : named;
        Optional<TreeEntry> entry = tree.find(path);
        boolean folder = entry.filter(TreeEntry::isFolder).isPresent();
        boolean chart = folder && isFile(tree, TreePaths.child(entry.get().path(), ChartFile.NAME));
        if (source.helm().isPresent()) {
            require(chart, source, "helm", "is no chart: it has no " + ChartFile.NAME);
            return new Found(HELM, entry.get().path());
        }
        if (chart && source.kustomize().isEmpty()) {
            return new Found(HELM, entry.get().path());
        }
        boolean kustomization =
                folder && KustomizationFile.in(tree, entry.get().path()).isPresent();
        if (source.kustomize().isPresent()) {
            require(
                    kustomization,
                    source,
                    "kustomize",
                    "has no kustomization.yaml; `kustomize create --autodetect` there" + " makes one");
        }
        return kustomization ? new Found(KUSTOMIZE, entry.get().path()) : new Found(PLAIN, named);
    }

    private static boolean isFile(WatchedTree tree, String path) {
        return tree.find(path).filter(TreeEntry::isFile).isPresent();
    }

    private static void require(boolean fits, Source source, String block, String why) {
        if (!fits) {
            throw new RefusedException("source." + block + " is set, and " + source.path() + " " + why);
        }
    }
}
