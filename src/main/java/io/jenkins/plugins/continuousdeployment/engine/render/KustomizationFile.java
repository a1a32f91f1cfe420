package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import java.util.List;
import java.util.Optional;

/** Which file of a folder is its kustomization. */
final class KustomizationFile {
    /** As Kustomize looks for them (api/konfig, RecognizedKustomizationFileNames). */
    static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private KustomizationFile() {}

    /**
     * Finds it.
     *
     * @param folder really a folder of the tree
     * @return its path; empty where there is none
     * @throws RefusedException where there are several
     */
    static Optional<String> in(SourceTree tree, String folder) {
        List<String> found = NAMES.stream()
                .map(name -> TreePaths.child(folder, name))
                .filter(path -> tree.find(path).filter(TreeEntry::isFile).isPresent())
                .toList();
        if (found.size() > 1) {
            throw new RefusedException(List.of(new Problem(
                    Place.of(found.get(1)),
                    "stands beside " + TreePaths.name(found.get(0)) + ", and Kustomize takes only one of them. Remove"
                            + " the other.")));
        }
        return found.stream().findFirst();
    }
}
