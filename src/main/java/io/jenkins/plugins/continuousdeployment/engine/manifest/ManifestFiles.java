package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which files below a path are read, and whether they are too many or too large, which is known before reading them. */
final class ManifestFiles {
    private static final Pattern SLASH = Pattern.compile("/");
    private static final Pattern MANIFEST = Pattern.compile(".*\\.(yaml|yml|json)");
    private static final Pattern HIDDEN = Pattern.compile("(^|.*/)\\..*");
    private static final String CHART = "/Chart.yaml";

    private final List<SourceFile> files;
    private final Set<String> charts;

    private ManifestFiles(List<SourceFile> files) {
        this.files = files;
        this.charts = files.stream()
                .map(file -> "/" + file.path())
                .filter(path -> path.endsWith(CHART))
                .map(path -> path.substring(1, path.length() - CHART.length() + 1))
                .collect(Collectors.toSet());
    }

    /**
     * Finds the files, and refuses them all where they exceed a limit together.
     *
     * @param which tells by its path whether a file counts
     * @param findings takes what is wrong with a single one, which is then left out
     */
    static ManifestFiles below(
            SourceTree tree, String path, Predicate<String> which, ManifestLimits limits, Findings findings) {
        String folder = folder(path);
        List<SourceFile> all = tree.files(path).stream()
                .filter(file -> isManifest(file.path(), folder) && which.test(file.path()))
                .toList();
        checkTogether(all, path, limits, findings);
        findings.refuseIfAny();
        List<SourceFile> fitting = new ArrayList<>();
        for (SourceFile file : all) {
            if (file.size() > limits.maxFileBytes()) {
                findings.add(
                        Place.of(file.path()),
                        exceeds("the file has", file.size(), "bytes", "maxFileBytes", limits.maxFileBytes())
                                + ", or choose a path without this file");
            } else {
                fitting.add(file);
            }
        }
        return new ManifestFiles(fitting);
    }

    private static void checkTogether(List<SourceFile> all, String path, ManifestLimits limits, Findings findings) {
        String below = "below " + path + " there are";
        if (all.size() > limits.maxFiles()) {
            findings.add(Problem.of(exceeds(below, all.size(), "manifest files", "maxFiles", limits.maxFiles())
                    + ", or choose a narrower path"));
        }
        long bytes = all.stream().mapToLong(SourceFile::size).sum();
        if (bytes > limits.maxBytes()) {
            findings.add(Problem.of(exceeds(below, bytes, "bytes of manifest files", "maxBytes", limits.maxBytes())
                    + ", or choose a narrower path"));
        }
    }

    /** What is too much of what, which setting says so, and what to do, to be gone on with. */
    static String exceeds(String subject, long count, String what, String setting, long limit) {
        return String.format(
                Locale.ROOT,
                "%s %,d %s, and the setting %s allows %,d; raise it if this is meant",
                subject,
                count,
                what,
                setting,
                limit);
    }

    List<SourceFile> files() {
        return files;
    }

    /** The folder of the Helm chart that a file is a template of, null where it is none. */
    String chartOf(SourceFile template) {
        return charts.stream()
                .filter(chart -> template.path().startsWith(chart + "templates/"))
                .findAny()
                .orElse(null);
    }

    /** A path as the files' own paths begin, with its slash; empty for the root. */
    private static String folder(String path) {
        return SLASH.splitAsStream(path)
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .map(name -> name + "/")
                .collect(Collectors.joining());
    }

    /** By its name; a file that the path itself names is read whatever it is called. */
    private static boolean isManifest(String path, String folder) {
        if (!path.startsWith(folder)) {
            return true;
        }
        String below = path.substring(folder.length());
        return MANIFEST.matcher(below).matches() && !HIDDEN.matcher(below).matches();
    }
}
