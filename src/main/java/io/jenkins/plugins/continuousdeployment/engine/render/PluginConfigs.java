package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the files that Kustomize's built-in generators and transformers name, be they fields of a kustomization or
 * configured by documents of their own (kustomize, api/internal/builtins). Those documents may stand in a file, in the
 * entry itself, or in a folder whose kustomization lists such files: it may do nothing else, since what would come out of
 * that can't be known before it has run.
 */
final class PluginConfigs {
    private static final List<String> ONE = List.of("path", "targetFilePath", "env");
    private static final List<String> SEVERAL = List.of("files", "envs");
    private static final String HELM = "HelmChartInflationGenerator";
    private static final Set<String> LISTING = Set.of("apiversion", "kind", "metadata", "resources");

    private final Reach reach;
    private final YamlLimits limits;
    private final Set<String> listed = new HashSet<>();

    PluginConfigs(Reach reach, YamlLimits limits) {
        this.reach = reach;
        this.limits = limits;
    }

    /** An entry of {@code generators}, {@code transformers} or {@code validators}. */
    void configs(Reach.Entry entry) {
        Optional<List<YamlDocument>> inline = inline(entry);
        if (inline.isPresent()) {
            inline.get().forEach(document -> config(entry.folder(), document.tree(), place -> entry.place()));
        } else {
            configs(entry, entry.folder());
        }
    }

    /**
     * A file or folder of configurations.
     *
     * @param owner the folder of the kustomization that uses them, from which their own paths count
     */
    private void configs(Reach.Entry entry, String owner) {
        Optional<TreeEntry> found = reach.find(entry);
        if (found.isEmpty()) {
            return;
        }
        if (found.get().isFolder()) {
            if (listed.add(owner + " " + found.get().path())) {
                listing(found.get(), entry, owner);
            }
            return;
        }
        Optional<SourceFile> file = reach.take(entry, found.get());
        if (file.isPresent()) {
            documents(file.get().path(), file.get().content())
                    .forEach(document -> config(owner, document.tree(), document::placeOf));
        }
    }

    private void listing(TreeEntry folder, Reach.Entry from, String owner) {
        reach.links(folder);
        Optional<String> path = KustomizationFile.in(reach.tree(), folder.path());
        if (path.isEmpty()) {
            reach.problem(from.place(), folder.path() + " is a folder without a kustomization.yaml");
            return;
        }
        Place place = Place.of(path.get());
        Optional<SourceFile> file =
                reach.file(new Reach.Entry(folder.path(), TreePaths.name(path.get()), place, from.key()));
        List<YamlDocument> documents =
                file.map(each -> documents(path.get(), each.content())).orElse(List.of());
        for (YamlDocument document : documents) {
            Map<?, ?> map = document.tree() instanceof Map<?, ?> tree ? tree : Map.of();
            for (Object key : map.keySet()) {
                if (!LISTING.contains(Folded.fold(String.valueOf(key)))) {
                    reach.problem(
                            document.placeOfKey(key),
                            key + ": a kustomization that " + from.key() + " names may only list resources here; what"
                                    + " else it does can't be checked before it runs");
                }
            }
            Folded.all(map, "resources").stream()
                    .flatMap(each ->
                            Reach.entries(folder.path(), each.value(), each.key(), i -> document.placeOf(each.key(), i))
                                    .stream())
                    .forEach(each -> configs(each, owner));
        }
    }

    private List<YamlDocument> documents(String path, byte[] content) {
        try {
            return YamlReader.read(path, content, limits);
        } catch (RefusedException e) {
            reach.problems(e);
            return List.of();
        }
    }

    /** Finds where something of a document is written. */
    @FunctionalInterface
    private interface Places {
        Place of(Object... path);
    }

    private void config(String folder, Object tree, Places places, Object... above) {
        if (!(tree instanceof Map<?, ?> map)) {
            return;
        }
        if (HELM.equals(map.get("kind"))) {
            reach.problem(places.of(path(above, "kind")), HELM + " would run Helm, which is not enabled");
        }
        for (Folded.Entry items : Folded.all(map, "items")) {
            List<?> list = items.value() instanceof List<?> some ? some : List.of();
            for (int i = 0; i < list.size(); i++) {
                config(folder, list.get(i), places, path(above, items.key(), i));
            }
        }
        for (String key : ONE) {
            one(folder, map, key, places, above);
        }
        for (String key : SEVERAL) {
            several(folder, map, key, places, above).forEach(this::sourceOf);
        }
        several(folder, map, "paths", places, above).forEach(this::patchOrFile);
        for (Folded.Entry replacements : Folded.all(map, "replacements")) {
            List<?> list = replacements.value() instanceof List<?> some ? some : List.of();
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> item) {
                    one(folder, item, "path", places, path(above, replacements.key(), i));
                }
            }
        }
    }

    private void one(String folder, Map<?, ?> map, String key, Places places, Object... above) {
        for (Folded.Entry each : Folded.all(map, key)) {
            if (each.value() instanceof String text && !text.isEmpty()) {
                reach.file(new Reach.Entry(folder, text, places.of(path(above, each.key())), each.key()));
            }
        }
    }

    private static List<Reach.Entry> several(String folder, Map<?, ?> map, String key, Places places, Object... above) {
        return Folded.all(map, key).stream()
                .flatMap(each ->
                        Reach.entries(folder, each.value(), each.key(), i -> places.of(path(above, each.key(), i)))
                                .stream())
                .toList();
    }

    /** A file named by a key of a map. */
    void file(String folder, Object value, String key, YamlDocument document, Object... above) {
        if (value instanceof Map<?, ?> map) {
            one(folder, map, key, document::placeOf, above);
        }
    }

    /** Files named by each map of a list. */
    void filesOfItems(
            String folder, YamlDocument document, Map<?, ?> map, String list, List<String> one, List<String> several) {
        for (Folded.Entry each : Folded.all(map, list)) {
            List<?> items = each.value() instanceof List<?> some ? some : List.of();
            for (int i = 0; i < items.size(); i++) {
                Object[] above = {each.key(), i};
                if (items.get(i) instanceof Map<?, ?> item) {
                    one.forEach(key -> one(folder, item, key, document::placeOf, above));
                    several.forEach(key ->
                            several(folder, item, key, document::placeOf, above).forEach(this::sourceOf));
                }
            }
        }
    }

    /** {@code key=path}, or a path alone. */
    private void sourceOf(Reach.Entry entry) {
        int equals = entry.text().indexOf('=');
        boolean named = equals >= 0 && Folded.fold(entry.key()).equals("files");
        reach.file(
                named
                        ? new Reach.Entry(
                                entry.folder(), entry.text().substring(equals + 1), entry.place(), entry.key())
                        : entry);
    }

    /** A patch in the entry itself, or its file. */
    void patchOrFile(Reach.Entry entry) {
        if (inline(entry).isEmpty()) {
            reach.file(entry);
        }
    }

    /**
     * The documents in an entry that is no path. What Kustomize finds to be no object it takes for a path or an address
     * after all, so whatever might be one is none.
     */
    private Optional<List<YamlDocument>> inline(Reach.Entry entry) {
        if (RemoteForm.begins(entry.text())) {
            return Optional.empty();
        }
        try {
            List<YamlDocument> documents =
                    YamlReader.read(entry.place().file(), entry.text().getBytes(StandardCharsets.UTF_8), limits);
            boolean objects = documents.stream()
                    .anyMatch(document -> document.tree() instanceof Map<?, ?> map
                            && map.containsKey("apiVersion")
                            && map.containsKey("kind"));
            return objects ? Optional.of(documents) : Optional.empty();
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static Object[] path(Object[] above, Object... below) {
        List<Object> path = new ArrayList<>(List.of(above));
        path.addAll(List.of(below));
        return path.toArray();
    }
}
