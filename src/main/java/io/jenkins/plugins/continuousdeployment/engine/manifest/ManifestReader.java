package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the plain manifests of a source. */
public final class ManifestReader {
    private final ManifestLimits limits;
    private final Origin origin;
    private final Findings findings;
    private final List<DesiredObject> objects = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private final Set<String> refusedCharts = new HashSet<>();
    private final Set<String> skippedCharts = new HashSet<>();

    private ManifestReader(ManifestLimits limits, Origin origin) {
        this.limits = limits;
        this.origin = origin;
        this.findings = new Findings(origin);
    }

    /**
     * Reads every {@code .yaml}, {@code .yml} and {@code .json} file below a path, but those in hidden folders and hidden
     * ones themselves. Lists are flattened; a Secret's {@code stringData} is folded into {@code data}; fields that a
     * cluster has written are left out, with a note.
     *
     * @param path a folder or a single file inside the tree, {@code .} for all
     * @throws RefusedException naming every problem of all files, fifty of them in full: unreadable files, broken YAML or
     *     JSON, objects without what makes an object, objects that stand twice, a limit
     */
    public static Manifests read(SourceTree tree, String path, ManifestLimits limits) {
        return read(tree, path, file -> true, limits);
    }

    /**
     * The same without some of the files.
     *
     * @param which tells by a file's path whether it is read
     */
    public static Manifests read(SourceTree tree, String path, Predicate<String> which, ManifestLimits limits) {
        ManifestReader reader = new ManifestReader(limits, Origin.ITSELF);
        ManifestFiles files = ManifestFiles.below(tree, path, which, limits, reader.findings);
        files.files().forEach(file -> reader.read(file, files));
        return reader.result();
    }

    /**
     * Reads what a tool has rendered: one YAML stream in which every document is a manifest.
     *
     * @param name what to call it in messages that no origin is known for
     * @param stream UTF-8
     * @param origin finds the source's file for a place of the stream
     * @throws RefusedException as above
     */
    public static Manifests rendered(String name, byte[] stream, Origin origin, ManifestLimits limits) {
        ManifestReader reader = new ManifestReader(limits, origin);
        try {
            YamlReader.read(name, stream, limits.yaml()).forEach(reader::manifest);
        } catch (RefusedException e) {
            reader.findings.addAll(e.problems());
        }
        return reader.result();
    }

    private Manifests result() {
        duplicates();
        findings.refuseIfAny();
        return new Manifests(objects, skipped, notes);
    }

    /** Their places are the source's already. */
    private void duplicates() {
        Duplicates.of(objects).forEach(findings::addOriginal);
    }

    private void read(SourceFile file, ManifestFiles files) {
        List<YamlDocument> documents;
        try {
            documents = YamlReader.read(file.path(), file.content(), limits.yaml());
        } catch (RefusedException e) {
            String chart = files.chartOf(file);
            if (chart == null) {
                findings.addAll(e.problems());
            } else if (refusedCharts.add(chart)) {
                findings.add(
                        Place.of(file.path()),
                        "templates of the Helm chart in " + shown(chart)
                                + " are no manifests, of which this is the first; choose a path without the chart");
            }
            return;
        }
        documents.forEach(document -> read(file, document, files.chartOf(file)));
    }

    private static String shown(String chart) {
        return chart.isEmpty() ? "." : chart;
    }

    private void read(SourceFile file, YamlDocument document, String chart) {
        Object tree = document.tree();
        Optional<String> reason = tree == null ? Optional.empty() : NoManifest.reason(file.path(), tree);
        if (reason.isEmpty()) {
            manifest(document);
        } else if (chart == null) {
            skipped.add(new Skipped(document.place(), null, reason.get()));
        } else if (skippedCharts.add(chart)) {
            skipped.add(new Skipped(
                    document.place(),
                    null,
                    "templates of the Helm chart in " + shown(chart)
                            + " are no manifests, of which this is the first"));
        }
    }

    private void manifest(YamlDocument document) {
        Object tree = document.tree();
        if (tree == null) {
            return;
        }
        if (tree instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> body = (Map<String, Object>) map;
            read(new Draft(document, List.of(), body));
        } else {
            findings.add(document.place(), "manifests in a row must be documents of their own, or the items of a List");
        }
    }

    private void read(Draft draft) {
        if (ObjectList.is(draft)) {
            ObjectList.items(draft, findings).forEach(this::read);
            return;
        }
        if (!Identity.check(draft, findings)) {
            return;
        }
        nullsToEmpty(draft, "labels");
        nullsToEmpty(draft, "annotations");
        SecretData.fold(draft, findings);
        List<String> removed = ClusterFields.remove(draft);
        Optional<String> reason = LeftOut.reason(draft);
        if (reason.isPresent()) {
            skipped.add(new Skipped(origin.of(draft.place()), new KubeObject(draft.body()), reason.get()));
            return;
        }
        if (!removed.isEmpty()) {
            notes.add(origin.of(new Problem(
                    draft.place(),
                    draft.title() + ": left out " + String.join(", ", removed) + ", which only the cluster sets")));
        }
        add(new DesiredObject(new KubeObject(draft.body()), origin.of(draft.place())));
    }

    /** As the server reads them. */
    private static void nullsToEmpty(Draft draft, String key) {
        draft.metadataMap(key).replaceAll((name, value) -> value == null ? "" : value);
    }

    private void add(DesiredObject desired) {
        if (objects.size() == limits.maxObjects()) {
            findings.add(Problem.of(ManifestFiles.exceeds(
                            "the manifests hold more than",
                            limits.maxObjects(),
                            "objects",
                            "maxObjects",
                            limits.maxObjects())
                    + ", or choose a narrower path"));
            findings.refuseIfAny();
        }
        objects.add(desired);
    }
}
