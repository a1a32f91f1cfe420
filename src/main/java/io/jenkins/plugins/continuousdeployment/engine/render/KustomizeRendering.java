package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizeOptions;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestReader;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Renders a kustomization: looks where it may reach, copies that, runs the tool there, and reads what it prints. */
final class KustomizeRendering {
    private final WatchedTree tree;
    private final Workshop workshop;
    private final RenderLimits limits;

    KustomizeRendering(WatchedTree tree, Workshop workshop) {
        this.tree = tree;
        this.workshop = workshop;
        this.limits = workshop.limits();
    }

    /**
     * Renders.
     *
     * @param folder really a folder with a kustomization
     * @param options what is added to it
     */
    Manifests of(String folder, KustomizeOptions options) {
        String file = KustomizationFile.in(tree, folder).orElseThrow();
        Reach reach = new Reach(tree);
        Kustomizations kustomizations =
                new Kustomizations(reach, limits.manifests().yaml());
        kustomizations.walk(folder, Place.of(file));
        for (String component : options.components()) {
            kustomizations.folder(new Reach.Entry(folder, component, null, "source.kustomize.components"));
        }
        reach.refuseIfAny();
        try (PrivateFolder privately = new PrivateFolder(limits)) {
            reach.files().export(privately);
            List<String> arguments = List.of(start(privately, folder, file, options));
            return run(privately, arguments, file, reach.secrets());
        }
    }

    /** The folder that the tool is given. */
    private String start(PrivateFolder privately, String folder, String file, KustomizeOptions options) {
        if (options.equals(KustomizeOptions.NONE)) {
            return privately.inTree(folder).toString();
        }
        Map<String, Object> outermost =
                TopKustomization.outermost(tree, file, limits.manifests().yaml());
        byte[] text = new TopKustomization(tree, folder, options).text(outermost);
        Path written = privately.write(TopKustomization.FOLDER + "/kustomization.yaml", text);
        return written.resolveSibling("").toString();
    }

    private Manifests run(PrivateFolder privately, List<String> arguments, String file, Set<String> secrets) {
        Program program = workshop.toolbox().kustomize();
        List<String> command = new ArrayList<>(program.command());
        command.addAll(arguments);
        ToolResult result = workshop.run(command, Map.of(), privately, program.name() + " rendered " + file);
        ToolWords words = new ToolWords(privately, secrets);
        if (!result.succeeded()) {
            throw new RefusedException(List.of(new Problem(Place.of(file), words.failure(program, result, limits))));
        }
        Place origin = Place.of(file);
        Manifests manifests = ManifestReader.rendered(
                "what " + program.name() + " printed", result.out(), read -> origin, limits.manifests());
        return manifests.noting(words.warnings(result).stream()
                .map(warning -> new Problem(origin, program.name() + ": " + warning))
                .toList());
    }
}
