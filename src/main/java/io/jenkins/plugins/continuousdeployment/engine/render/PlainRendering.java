package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizeOptions;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestReader;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Skipped;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Plain manifests. A folder among them with a kustomization of its own is rendered by Kustomize and not looked into
 * further, as Flux has it; one with a component waits for a kustomization that names it, and is left out.
 */
final class PlainRendering {
    private final WatchedTree tree;
    private final Workshop workshop;
    private final RenderLimits limits;

    PlainRendering(WatchedTree tree, Workshop workshop) {
        this.tree = tree;
        this.workshop = workshop;
        this.limits = workshop.limits();
    }

    /** Whether it takes Kustomize to read what lies below a path. */
    boolean hasKustomizations(String path) {
        return !kustomized(path).isEmpty();
    }

    /** Reads what lies below a path. */
    Manifests of(String path) {
        Set<String> folders = kustomized(path);
        List<Problem> problems = new ArrayList<>();
        List<Manifests> parts = new ArrayList<>();
        attempt(
                () -> ManifestReader.read(
                        tree,
                        path,
                        file -> folders.stream().noneMatch(folder -> TreePaths.isIn(file, folder)),
                        limits.manifests()),
                parts,
                problems);
        for (String folder : folders) {
            attempt(() -> kustomize(folder), parts, problems);
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return parts.size() == 1 ? parts.get(0) : Manifests.joined(parts);
    }

    private static void attempt(Supplier<Manifests> part, List<Manifests> parts, List<Problem> problems) {
        try {
            parts.add(part.get());
        } catch (RefusedException e) {
            problems.addAll(e.problems());
        }
    }

    /** The outermost folders below the path with a kustomization; hidden ones don't count. */
    private Set<String> kustomized(String path) {
        Set<String> folders = new TreeSet<>();
        for (SourceFile file : tree.files(path)) {
            String folder = TreePaths.parent(file.path());
            boolean hidden = ("/" + below(file.path(), path)).contains("/.");
            if (!hidden && !file.path().equals(path) && KustomizationFile.NAMES.contains(TreePaths.name(file.path()))) {
                folders.add(folder);
            }
        }
        Set<String> outermost = new TreeSet<>();
        for (String folder : folders) {
            if (outermost.stream().noneMatch(outer -> TreePaths.isIn(folder, outer))) {
                outermost.add(folder);
            }
        }
        return outermost;
    }

    private static String below(String file, String path) {
        return TreePaths.isIn(file, path) && !path.equals(".")
                ? file.substring(Math.min(path.length() + 1, file.length()))
                : file;
    }

    private Manifests kustomize(String folder) {
        String real = tree.find(folder).orElseThrow().path();
        String file = KustomizationFile.in(tree, real).orElseThrow();
        if (isComponent(file)) {
            return new Manifests(
                    List.of(),
                    List.of(new Skipped(
                            Place.of(file),
                            null,
                            "a Component of kustomize counts only where a kustomization names it")),
                    List.of());
        }
        return new KustomizeRendering(tree, workshop).of(real, KustomizeOptions.NONE);
    }

    private boolean isComponent(String file) {
        return YamlReader.read(
                        file,
                        tree.files(file).get(0).content(),
                        limits.manifests().yaml())
                .stream()
                .anyMatch(document -> document.tree() instanceof Map<?, ?> map
                        && Folded.all(map, "kind").stream().anyMatch(kind -> "Component".equals(kind.value())));
    }
}
