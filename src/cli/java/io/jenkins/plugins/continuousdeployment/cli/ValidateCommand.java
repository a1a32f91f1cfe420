package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderTarget;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl validate}. */
@Command(
        name = "validate",
        description = "Says what is wrong with definitions and manifests, without a cluster.",
        footer = {
            "",
            "Examples:",
            "  cdctl validate --repo https://git.example.com/shop/config.git --path deploy",
            "  cdctl validate -f shop.yaml"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SourceOptions source;

    @Mixin
    private TargetOptions target;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Definitions, instead of flags: they, and the manifests that they name.")
    private Path file;

    @Mixin
    private OutputOption output;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        int objects = 0;
        for (Supplier<Integer> part : parts(problems)) {
            objects += counted(part, problems);
        }
        if (output.json()) {
            List<Map<String, Object>> list =
                    problems.stream().map(ValidateCommand::tree).toList();
            console.answer(new String(Json.write(list), StandardCharsets.UTF_8));
        } else if (problems.isEmpty()) {
            console.answer(objects + (objects == 1 ? " object" : " objects") + ", no problem");
        } else {
            problems.forEach(problem -> console.answer(problem.toString()));
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** What is looked at one after the other; each gives the number of its objects. */
    private List<Supplier<Integer>> parts(List<Problem> problems) {
        if (file == null) {
            return List.of(() -> objects(
                    source.open(console),
                    source.rendering.source(source.pathOrAll()),
                    target.target(source.folderName())));
        }
        if (source.given()) {
            throw new RefusedException(
                    "With -f the definitions say where the manifests are: leave out the flags that say it");
        }
        List<DeploymentDefinition> definitions = new ArrayList<>();
        counted(
                () -> {
                    definitions.addAll(ProjectOptions.read(file));
                    return 0;
                },
                problems);
        return definitions.stream().map(this::part).toList();
    }

    private Supplier<Integer> part(DeploymentDefinition definition) {
        String namespace = definition.destinations().get(0).namespace();
        return () -> objects(
                source.git.open(
                        console,
                        definition.source().repository(),
                        definition.source().revision()),
                definition.source(),
                target.target(definition.name(), namespace));
    }

    private int objects(SourceTree opened, Source described, RenderTarget rendered) {
        try (SourceTree tree = opened) {
            return source.render(console, tree, described, rendered).objects().size();
        }
    }

    private static int counted(Supplier<Integer> part, List<Problem> problems) {
        try {
            return part.get();
        } catch (RefusedException e) {
            problems.addAll(e.problems());
            return 0;
        }
    }

    static Map<String, Object> tree(Problem problem) {
        Map<String, Object> tree = new LinkedHashMap<>();
        boolean placed = problem.place() != null;
        tree.put("file", placed ? problem.place().file() : "");
        tree.put("document", placed ? problem.place().document() : 0);
        tree.put("line", placed ? problem.place().line() : 0);
        tree.put("column", placed ? problem.place().column() : 0);
        tree.put("message", problem.message());
        return tree;
    }
}
