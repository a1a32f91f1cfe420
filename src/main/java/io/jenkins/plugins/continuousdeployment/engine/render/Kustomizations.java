package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks kustomizations before the tool runs, from one to all that it reaches. Each field that may name a file is
 * followed; a field that would have Kustomize run something is refused (kustomize, api/types/kustomization.go).
 */
final class Kustomizations {
    private static final List<String> ITSELF = List.of("resources", "bases");
    private static final List<String> FILES = List.of("crds", "configurations");
    private static final List<String> WITH_PATH = List.of("patches", "patchesJson6902", "replacements");
    private static final List<String> GENERATORS = List.of("configMapGenerator", "secretGenerator");
    private static final List<String> PLUGINS = List.of("generators", "transformers", "validators");
    private static final List<String> CHARTS = List.of("helmCharts", "helmChartInflationGenerator");

    /** Nobody builds on so many layers; whoever reads them needs a stack. */
    private static final int DEEPEST = 200;

    /** No tool repeats more than that. */
    private static final int LONGEST_SECRET = 64 * 1024;

    private final Reach reach;
    private final YamlLimits limits;
    private final PluginConfigs plugins;
    private final Deque<String> chain = new ArrayDeque<>();
    private final Set<String> walked = new HashSet<>();

    Kustomizations(Reach reach, YamlLimits limits) {
        this.reach = reach;
        this.limits = limits;
        this.plugins = new PluginConfigs(reach, limits);
    }

    /**
     * Walks one, where it was not walked before.
     *
     * @param folder really a folder
     * @param from where it is named
     */
    void walk(String folder, Place from) {
        if (cycle(folder, from) || !walked.add(folder)) {
            return;
        }
        Optional<String> file;
        try {
            file = KustomizationFile.in(reach.tree(), folder);
        } catch (RefusedException e) {
            reach.problems(e);
            return;
        }
        if (file.isEmpty()) {
            reach.problem(from, folder + " is a folder without a kustomization.yaml. Add one there, or name its files");
            return;
        }
        if (chain.size() >= DEEPEST) {
            reach.problem(from, "leads through more than " + DEEPEST + " kustomizations, one behind the other");
            return;
        }
        chain.addLast(folder);
        read(folder, file.get());
        chain.removeLast();
    }

    /** Kustomize refuses a folder that holds one it comes from, too. */
    private boolean cycle(String folder, Place from) {
        Optional<String> first =
                chain.stream().filter(each -> TreePaths.isIn(each, folder)).findFirst();
        if (first.isEmpty()) {
            return false;
        }
        List<String> way =
                chain.stream().dropWhile(each -> !each.equals(first.get())).toList();
        reach.problem(from, "leads in a circle: " + String.join(" → ", way) + " → " + folder);
        return true;
    }

    private void read(String folder, String path) {
        Reach.Entry itself = new Reach.Entry(folder, TreePaths.name(path), Place.of(path), "the folder");
        Optional<SourceFile> file = reach.file(itself);
        if (file.isEmpty()) {
            return;
        }
        try {
            for (YamlDocument document : YamlReader.read(path, file.get().content(), limits)) {
                if (document.tree() instanceof Map<?, ?> map) {
                    fields(folder, document, map);
                }
            }
        } catch (RefusedException e) {
            reach.problems(e);
        }
    }

    private void fields(String folder, YamlDocument document, Map<?, ?> map) {
        for (String key : ITSELF) {
            texts(folder, document, map, key).forEach(this::fileOrFolder);
        }
        texts(folder, document, map, "components").forEach(this::folder);
        for (String key : FILES) {
            texts(folder, document, map, key).forEach(reach::file);
        }
        texts(folder, document, map, "patchesStrategicMerge").forEach(plugins::patchOrFile);
        for (Folded.Entry openapi : Folded.all(map, "openapi")) {
            plugins.file(folder, openapi.value(), "path", document, openapi.key());
        }
        for (String key : WITH_PATH) {
            plugins.filesOfItems(folder, document, map, key, List.of("path"), List.of());
        }
        for (String key : GENERATORS) {
            plugins.filesOfItems(folder, document, map, key, List.of("env"), List.of("envs", "files"));
        }
        Folded.all(map, "secretGenerator").forEach(secrets -> secrets(folder, secrets.value()));
        for (String key : PLUGINS) {
            texts(folder, document, map, key).forEach(plugins::configs);
        }
        for (String key : CHARTS) {
            Folded.all(map, key)
                    .forEach(charts -> reach.problem(
                            document.placeOfKey(charts.key()),
                            charts.key() + " would have Kustomize run Helm, which is not enabled. Give the chart a"
                                    + " deployment project of its own, or commit what it renders"));
        }
    }

    /** Takes down what must not be repeated when the tool complains of it. */
    private void secrets(String folder, Object generators) {
        for (Object generator : generators instanceof List<?> list ? list : List.of()) {
            if (generator instanceof Map<?, ?> map) {
                Folded.all(map, "literals").stream()
                        .flatMap(each -> Reach.entries(folder, each.value(), each.key(), i -> null).stream())
                        .map(literal -> literal.text().substring(literal.text().indexOf('=') + 1))
                        .forEach(reach.secrets()::add);
                for (String key : List.of("envs", "files", "env")) {
                    Folded.all(map, key).forEach(each -> contents(folder, each.value()));
                }
            }
        }
    }

    private void contents(String folder, Object names) {
        for (Object name : names instanceof List<?> list ? list : Collections.singletonList(names)) {
            String text = String.valueOf(name);
            TreePaths.resolve(folder, text.substring(text.indexOf('=') + 1))
                    .filter(path -> !RemoteForm.is(text))
                    .flatMap(reach.tree()::find)
                    .filter(TreeEntry::isFile)
                    .map(reach.tree()::file)
                    .filter(file -> file.size() <= LONGEST_SECRET)
                    .ifPresent(file -> new String(file.content(), StandardCharsets.UTF_8)
                            .lines()
                            .flatMap(line -> Stream.of(line, line.substring(line.indexOf('=') + 1)))
                            .map(String::strip)
                            .forEach(reach.secrets()::add));
        }
    }

    private static List<Reach.Entry> texts(String folder, YamlDocument document, Map<?, ?> map, String key) {
        return Folded.all(map, key).stream()
                .flatMap(each ->
                        Reach.entries(folder, each.value(), each.key(), i -> document.placeOf(each.key(), i)).stream())
                .toList();
    }

    private void fileOrFolder(Reach.Entry entry) {
        reach.find(entry).ifPresent(found -> {
            if (found.isFolder()) {
                walk(found, entry);
            } else {
                reach.take(entry, found);
            }
        });
    }

    /** A component. */
    void folder(Reach.Entry entry) {
        reach.find(entry).ifPresent(found -> {
            if (found.isFolder()) {
                walk(found, entry);
            } else {
                reach.problem(
                        entry.place(),
                        entry.key() + " names " + found.path() + ", which is a file and must be a" + " folder");
            }
        });
    }

    private void walk(TreeEntry folder, Reach.Entry entry) {
        reach.links(folder);
        walk(folder.path(), entry.place());
    }
}
