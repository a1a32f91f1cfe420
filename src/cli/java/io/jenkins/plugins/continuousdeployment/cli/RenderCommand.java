package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cdctl render}. */
@Command(
        name = "render",
        description = "Prints the objects that the source asks for, as one YAML stream.",
        footer = {"", "Example:", "  cdctl render --dir deploy --path prod | kubectl diff -f -"})
final class RenderCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SourceOptions source;

    RenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (SourceTree tree = source.open(console)) {
            for (DesiredObject desired : Workspace.read(console, tree, source.pathOrAll())) {
                console.answer(
                        "---\n" + YamlWriter.write(desired.object().body()).stripTrailing());
            }
        }
        return ExitCode.OK;
    }
}
