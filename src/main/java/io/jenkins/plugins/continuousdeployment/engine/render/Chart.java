package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.semver.SemverRange;
import io.jenkins.plugins.continuousdeployment.engine.semver.Version;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A chart as Helm must find it: its own files, and the charts below a {@code file://} address where {@code helm dependency
 * build} would put them. Every other dependency must lie in {@code charts/} already, since nothing is fetched.
 */
final class Chart {
    private static final String HERE = "file://";
    private static final int DEEPEST = 20;

    private final WatchedTree tree;
    private final YamlLimits limits;
    private final TreeMap<String, SourceFile> files = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Deque<String> chain = new ArrayDeque<>();

    private Chart(WatchedTree tree, YamlLimits limits) {
        this.tree = tree;
        this.limits = limits;
    }

    /**
     * Gathers it.
     *
     * @param folder really a folder with a {@code Chart.yaml}
     * @throws RefusedException naming every dependency that is missing
     */
    static Chart in(WatchedTree tree, String folder, YamlLimits limits) {
        Chart chart = new Chart(tree, limits);
        chart.add(folder, folder);
        if (!chart.problems.isEmpty()) {
            throw new RefusedException(chart.problems);
        }
        return chart;
    }

    /** Every file by the path at which Helm finds it. */
    Map<String, SourceFile> files() {
        return files;
    }

    /** Where in the source a file lies that Helm finds at a path. */
    String origin(String path) {
        Map.Entry<String, String> nearest = null;
        for (Map.Entry<String, String> each : origins.entrySet()) {
            boolean nearer =
                    nearest == null || each.getKey().length() > nearest.getKey().length();
            if (TreePaths.isIn(path, each.getKey()) && nearer) {
                nearest = each;
            }
        }
        if (nearest == null || path.equals(nearest.getKey())) {
            return path;
        }
        String below = nearest.getKey().equals(".")
                ? path
                : path.substring(nearest.getKey().length() + 1);
        return TreePaths.child(nearest.getValue(), below);
    }

    /**
     * Adds a chart and what it needs.
     *
     * @param from where it lies
     * @param to where Helm finds it
     */
    private void add(String from, String to) {
        chain.addLast(from);
        origins.put(to, from);
        int prefix = from.equals(".") ? 0 : from.length() + 1;
        for (SourceFile file : tree.files(from)) {
            files.put(TreePaths.child(to, file.path().substring(prefix)), file);
        }
        ChartFile chart = ChartFile.in(tree, from, limits);
        Map<String, String> there = vendored(to);
        for (ChartFile.Dependency dependency : chart.dependencies()) {
            String version = there.get(dependency.name());
            if (version != null) {
                compare(dependency, version, from);
            } else if (dependency.repository().startsWith(HERE)) {
                here(dependency, from, to);
            } else {
                problem(
                        dependency,
                        title(dependency) + " is not in " + TreePaths.child(from, "charts")
                                + ", and nothing is fetched while rendering. Run `helm dependency build " + from
                                + "` and commit what it puts there");
            }
        }
        chain.removeLast();
    }

    /** The charts in {@code charts/}, names and versions. */
    private Map<String, String> vendored(String chart) {
        Map<String, String> found = new TreeMap<>();
        String charts = TreePaths.child(chart, "charts") + "/";
        for (Map.Entry<String, SourceFile> each : files.tailMap(charts).entrySet()) {
            if (!each.getKey().startsWith(charts)) {
                break;
            }
            String below = each.getKey().substring(charts.length());
            if (below.split("/", -1).length == 2 && below.endsWith("/" + ChartFile.NAME)) {
                ChartFile file =
                        ChartFile.of(each.getValue().path(), each.getValue().content(), limits);
                found.put(file.name(), file.version());
            } else if (below.endsWith(".tgz") && !below.contains("/")) {
                ChartArchive.chart(each.getValue().path(), each.getValue().content(), limits)
                        .ifPresent(file -> found.put(file.name(), file.version()));
            }
        }
        return found;
    }

    /** Helm itself leaves out without a word what does not fit. */
    private void compare(ChartFile.Dependency dependency, String version, String from) {
        if (!fits(dependency.version(), version)) {
            problem(
                    dependency,
                    title(dependency) + " is there in version " + version
                            + ", which does not fit: Helm would leave it out without a word. Run `helm dependency update "
                            + from
                            + "` and commit what it changes");
        }
    }

    private static boolean fits(String range, String version) {
        Optional<SemverRange> wanted = SemverRange.parse(range);
        Optional<Version> there = Version.parse(version);
        return wanted.isEmpty() || there.isEmpty() || wanted.get().accepts(there.get());
    }

    private void here(ChartFile.Dependency dependency, String from, String to) {
        String path = dependency.repository().substring(HERE.length());
        Optional<String> folder = path.startsWith("/") ? Optional.empty() : TreePaths.resolve(from, path);
        Optional<TreeEntry> found = folder.flatMap(tree::find).filter(TreeEntry::isFolder);
        if (folder.isEmpty()) {
            problem(dependency, title(dependency) + " leads out of the source");
        } else if (found.isEmpty()
                || tree.find(TreePaths.child(found.get().path(), ChartFile.NAME))
                        .isEmpty()) {
            problem(dependency, title(dependency) + ": there is no chart in " + folder.get());
        } else if (chain.contains(found.get().path()) || chain.size() > DEEPEST) {
            problem(
                    dependency,
                    "dependencies lead in a circle: " + String.join(" → ", chain) + " → "
                            + found.get().path());
        } else {
            compare(dependency, ChartFile.in(tree, found.get().path(), limits).version(), from);
            add(found.get().path(), TreePaths.child(TreePaths.child(to, "charts"), dependency.name()));
        }
    }

    private static String title(ChartFile.Dependency dependency) {
        String from = dependency.repository().isEmpty() ? "" : " of " + RemoteForm.shown(dependency.repository());
        return "the dependency " + dependency.name() + " " + dependency.version() + from;
    }

    private void problem(ChartFile.Dependency dependency, String message) {
        Place place = dependency.place();
        problems.add(new Problem(place, message));
    }
}
