package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl render}. */
@Command(
        name = "render",
        description = "Prints the objects that the source asks for, as one YAML stream.",
        footer = {
            "",
            "Examples:",
            "  cdctl render --dir deploy --path overlays/prod | kubectl diff -f -",
            "  cdctl render --dir charts/shop --name shop -n shop --helm-set replicas=3"
        })
final class RenderCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SourceOptions source;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The project's name, after which a chart's release is called. Default: the folder's.")
    private String name;

    @Mixin
    private TargetOptions target;

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String project = name == null ? source.folderName() : name;
        try (SourceTree tree = source.open(console)) {
            for (DesiredObject desired :
                    source.render(console, tree, target.target(project)).objects()) {
                console.answer(
                        "---\n" + YamlWriter.write(desired.object().body()).stripTrailing());
            }
        }
        return ExitCode.OK;
    }
}
