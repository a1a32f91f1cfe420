package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizeImage;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizeOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizePatch;
import io.jenkins.plugins.continuousdeployment.engine.definition.PatchTarget;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A definition's {@code kustomize} block as a kustomization of its own above the one at the path. It lies beside the
 * source's files, none of which is changed.
 */
final class TopKustomization {
    /** Its folder in the private folder, beside {@code tree}. */
    static final String FOLDER = "top";

    private static final List<String> OUTERMOST = List.of("sortOptions", "buildMetadata");

    private final WatchedTree tree;
    private final String folder;
    private final KustomizeOptions options;

    TopKustomization(WatchedTree tree, String folder, KustomizeOptions options) {
        this.tree = tree;
        this.folder = folder;
        this.options = options;
    }

    /**
     * Its text.
     *
     * @param outermost what only the outermost kustomization can say, from the one at the path
     */
    byte[] text(Map<String, Object> outermost) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
        top.put("kind", "Kustomization");
        top.put("resources", List.of(reached(folder)));
        top.putAll(outermost);
        put(top, "namePrefix", options.namePrefix());
        put(top, "nameSuffix", options.nameSuffix());
        put(top, "namespace", options.namespace());
        if (!options.labels().isEmpty()) {
            top.put("labels", List.of(Map.of("pairs", options.labels())));
        }
        put(top, "commonAnnotations", options.annotations());
        put(
                top,
                "images",
                options.images().stream().map(TopKustomization::image).toList());
        put(
                top,
                "replicas",
                options.replicas().stream()
                        .map(each -> ordered("name", each.name(), "count", (long) each.count()))
                        .toList());
        put(
                top,
                "components",
                options.components().stream()
                        .map(each -> reached(TreePaths.resolve(folder, each).orElseThrow()))
                        .toList());
        put(top, "patches", patches());
        return YamlWriter.write(top).getBytes(StandardCharsets.UTF_8);
    }

    private static String reached(String path) {
        return path.equals(".") ? "../tree" : "../tree/" + path;
    }

    private static Map<String, Object> image(KustomizeImage image) {
        return ordered(
                "name", image.name(), "newName", image.newName(), "newTag", image.newTag(), "digest", image.digest());
    }

    private List<Map<String, Object>> patches() {
        return options.patches().stream()
                .map(patch -> ordered(
                        "patch",
                        patch.patch().isEmpty() ? file(patch) : patch.patch(),
                        "target",
                        patch.target().map(TopKustomization::target).orElse(null)))
                .toList();
    }

    private static Map<String, Object> target(PatchTarget target) {
        return ordered(
                "group", target.group(),
                "version", target.version(),
                "kind", target.kind(),
                "name", target.name(),
                "namespace", target.namespace(),
                "labelSelector", target.labelSelector(),
                "annotationSelector", target.annotationSelector());
    }

    /** Its content: Kustomize would take no file from outside of its own folder. */
    private String file(KustomizePatch patch) {
        Optional<TreeEntry> found = TreePaths.resolve(folder, patch.path()).flatMap(tree::find);
        if (found.filter(TreeEntry::isFile).isEmpty()) {
            throw new RefusedException(List.of(Problem.of(
                    "source.kustomize.patches names " + patch.path() + ", and there is no such file in the source")));
        }
        return new String(tree.file(found.get()).content(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            put(map, (String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        boolean empty = value == null
                || value.equals("")
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> some && some.isEmpty());
        if (!empty) {
            map.put(key, value);
        }
    }

    /**
     * What holds for the outermost kustomization alone, and would be lost below another.
     *
     * @param file a kustomization
     */
    static Map<String, Object> outermost(SourceTree tree, String file, YamlLimits limits) {
        Map<String, Object> kept = new LinkedHashMap<>();
        Object root = YamlReader.read(file, tree.files(file).get(0).content(), limits)
                .get(0)
                .tree();
        if (root instanceof Map<?, ?> map) {
            OUTERMOST.forEach(key -> Folded.all(map, key).forEach(each -> put(kept, key, each.value())));
        }
        return kept;
    }
}
