package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a chart says of itself.
 *
 * @param name its name; empty where it says none
 * @param version its version; empty where it says none
 * @param dependencies the charts that it needs
 */
record ChartFile(String name, String version, List<Dependency> dependencies) {
    static final String NAME = "Chart.yaml";
    private static final String OLD_DEPENDENCIES = "requirements.yaml";

    /**
     * A chart that another needs.
     *
     * @param name its name
     * @param version which versions will do; empty for any
     * @param repository where it comes from
     * @param place where that is written
     */
    record Dependency(String name, String version, String repository, Place place) {
        Dependency {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(place, "place");
        }
    }

    ChartFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        dependencies = List.copyOf(dependencies);
    }

    /**
     * Reads the file, and that of Helm 2's charts for dependencies.
     *
     * @param folder really a folder with a {@code Chart.yaml}
     */
    static ChartFile in(WatchedTree tree, String folder, YamlLimits limits) {
        String path = TreePaths.child(folder, NAME);
        TreeEntry entry = tree.find(path)
                .filter(TreeEntry::isFile)
                .orElseThrow(() -> new RefusedException(folder + " has no " + NAME + ": it is no chart"));
        ChartFile chart = of(path, tree.file(entry).content(), limits);
        String old = TreePaths.child(folder, OLD_DEPENDENCIES);
        List<Dependency> dependencies = tree.find(old)
                .filter(TreeEntry::isFile)
                .map(each -> of(old, tree.file(each).content(), limits).dependencies())
                .orElse(List.of());
        List<Dependency> all = new ArrayList<>(chart.dependencies());
        all.addAll(dependencies);
        return new ChartFile(chart.name(), chart.version(), all);
    }

    /** Reads a text. */
    static ChartFile of(String path, byte[] content, YamlLimits limits) {
        List<YamlDocument> documents = YamlReader.read(path, content, limits);
        if (documents.isEmpty() || !(documents.get(0).tree() instanceof Map<?, ?> map)) {
            return new ChartFile("", "", List.of());
        }
        YamlDocument document = documents.get(0);
        List<Dependency> dependencies = new ArrayList<>();
        List<?> list = map.get("dependencies") instanceof List<?> some ? some : List.of();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> item) {
                dependencies.add(new Dependency(
                        text(item, "name"),
                        text(item, "version"),
                        text(item, "repository"),
                        document.placeOf("dependencies", i)));
            }
        }
        return new ChartFile(text(map, "name"), text(map, "version"), dependencies);
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) == null ? "" : String.valueOf(map.get(key));
    }
}
