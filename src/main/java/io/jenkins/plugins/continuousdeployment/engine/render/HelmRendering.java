package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.HelmOptions;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestReader;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Renders a chart: gathers it and its value files, runs {@code helm template} on the copy, and reads what it prints. */
final class HelmRendering {
    private static final Pattern ASKS_FOR_VERSIONS = Pattern.compile("APIVersions");

    private final WatchedTree tree;
    private final Workshop workshop;
    private final RenderLimits limits;

    HelmRendering(WatchedTree tree, Workshop workshop) {
        this.tree = tree;
        this.workshop = workshop;
        this.limits = workshop.limits();
    }

    /**
     * Renders.
     *
     * @param folder really a folder with a {@code Chart.yaml}
     */
    Manifests of(String folder, HelmOptions options, RenderTarget target, Capabilities capabilities) {
        List<Problem> problems = new ArrayList<>();
        Map<String, SourceFile> valueFiles = valueFiles(folder, options, problems);
        Chart chart = null;
        try {
            chart = Chart.in(tree, folder, limits.manifests().yaml());
        } catch (RefusedException e) {
            problems.addAll(0, e.problems());
        }
        if (chart == null || !problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        try (PrivateFolder privately = new PrivateFolder(limits)) {
            chart.files().forEach(privately::export);
            refuseSilence(chart, folder, capabilities);
            Map<String, String> names = new LinkedHashMap<>();
            valueFiles.forEach((path, file) -> {
                // Helm splits the list of its value files at commas, whatever they are called.
                String name = "values-" + names.size() + ".yaml";
                privately.write(name, file.content());
                names.put(name, path);
            });
            List<String> arguments = HelmArguments.of(
                    privately, privately.inTree(folder), List.copyOf(names.keySet()), options, target, capabilities);
            Run run = new Run(privately, arguments, chart, folder, secrets(options), names, capabilities);
            Manifests first = run(run);
            return chance(chart, valueFiles, options)
                    ? first.noting(Chance.between(first, run(run), TreePaths.child(folder, ChartFile.NAME)))
                    : first;
        }
    }

    /** What a run of Helm is made of. */
    private record Run(
            PrivateFolder privately,
            List<String> arguments,
            Chart chart,
            String folder,
            Set<String> secrets,
            Map<String, String> names,
            Capabilities capabilities) {}

    private Map<String, SourceFile> valueFiles(String folder, HelmOptions options, List<Problem> problems) {
        Map<String, SourceFile> found = new LinkedHashMap<>();
        for (String name : options.valueFiles()) {
            Optional<String> path =
                    RemoteForm.is(name) || name.startsWith("/") ? Optional.empty() : TreePaths.resolve(folder, name);
            if (path.isEmpty()) {
                problems.add(Problem.of("the value file " + RemoteForm.shown(name) + " does not lie in the source, and"
                        + " nothing is fetched while rendering. Write a path relative to the chart"));
                continue;
            }
            try {
                Optional<TreeEntry> file = tree.find(path.get()).filter(TreeEntry::isFile);
                if (file.isPresent()) {
                    found.put(path.get(), tree.file(file.get()));
                } else {
                    problems.add(Problem.of("there is no value file " + path.get() + " in the source"));
                }
            } catch (RefusedException e) {
                problems.addAll(e.problems());
            }
        }
        return found;
    }

    /** A chart that is not told of an API would leave out what needs it, and that would be pruned. */
    private static void refuseSilence(Chart chart, String folder, Capabilities capabilities) {
        if (capabilities.silentGroups().isEmpty()) {
            return;
        }
        boolean asks = chart.files().values().stream()
                .anyMatch(file -> file.path().endsWith(".tgz")
                        || ASKS_FOR_VERSIONS
                                .matcher(new String(file.content(), StandardCharsets.UTF_8))
                                .find());
        if (asks) {
            throw new RefusedException(List.of(new Problem(
                    Place.of(TreePaths.child(folder, ChartFile.NAME)),
                    "the chart asks which APIs the cluster serves, and the server of "
                            + String.join(", ", capabilities.silentGroups())
                            + " does not answer now. Mend it, or remove its APIService")));
        }
    }

    private static boolean chance(Chart chart, Map<String, SourceFile> valueFiles, HelmOptions options) {
        return Chance.isIn(options.toString())
                || valueFiles.values().stream().anyMatch(file -> Chance.isIn(file.path(), file.content()))
                || chart.files().values().stream().anyMatch(file -> Chance.isIn(file.path(), file.content()));
    }

    private Manifests run(Run run) {
        Program program = workshop.toolbox().helm();
        List<String> command = new ArrayList<>(program.command());
        command.addAll(run.arguments());
        Place chartFile = Place.of(TreePaths.child(run.folder(), ChartFile.NAME));
        ToolResult result = workshop.run(command, home(run.privately()), run.privately(), "helm rendered " + chartFile);
        ToolWords words = new ToolWords(run.privately(), run.secrets(), run.names());
        if (!result.succeeded()) {
            String why = words.failure(program, result, limits);
            throw new RefusedException(List.of(new Problem(chartFile, why + versionHint(why, run.capabilities()))));
        }
        TemplateOrigins origins = new TemplateOrigins(
                result.out(), chartFile.file(), path -> run.chart().origin(TreePaths.child(run.folder(), path)));
        return ManifestReader.rendered("what helm printed", result.out(), origins, limits.manifests())
                .noting(words.warnings(result).stream()
                        .map(warning -> new Problem(chartFile, "helm: " + warning))
                        .toList());
    }

    /** Where Helm refuses a chart for a version that nobody has asked a cluster for. */
    private static String versionHint(String why, Capabilities capabilities) {
        boolean version = why.contains("chart requires kubeVersion");
        return version && capabilities.kubeVersion().isEmpty()
                ? ". No cluster was asked, so that is Helm's own idea of one: --kube-version names the version that is"
                        + " meant"
                : "";
    }

    /** Helm looks for plugins and settings at home, and finds an empty one. */
    private static Map<String, String> home(PrivateFolder privately) {
        String home = privately.root().resolve("home").toString();
        return Map.of(
                "HOME", home,
                "HELM_NO_PLUGINS", "1",
                "HELM_CACHE_HOME", home + "/cache",
                "HELM_CONFIG_HOME", home + "/config",
                "HELM_DATA_HOME", home + "/data");
    }

    private static Set<String> secrets(HelmOptions options) {
        Set<String> secrets = new TreeSet<>();
        ToolWords.secrets(options.values(), secrets);
        options.parameters().stream()
                .filter(parameter -> ToolWords.secret(parameter.name()))
                .forEach(parameter -> secrets.add(parameter.value()));
        return secrets;
    }
}
