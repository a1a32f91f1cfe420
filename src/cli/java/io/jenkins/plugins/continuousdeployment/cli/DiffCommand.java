package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cdctl diff}. */
@Command(
        name = "diff",
        description = "Shows what a sync would do; changes nothing. Values of Secrets are not shown.",
        footer = {
            "",
            "Example:",
            "  cdctl diff --name shop --repo https://git.example.com/shop/config.git --path deploy -n shop --prune"
        })
final class DiffCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ProjectOptions projects;

    @Mixin
    private SourceOptions source;

    @Mixin
    private OutputOption output;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace(console, projects, source)) {
            List<Comparison> comparisons = workspace.compare();
            comparisons.forEach(Comparison::refuseErrors);
            comparisons.forEach(this::print);
            return comparisons.stream().allMatch(Comparison::inSync) ? ExitCode.OK : ExitCode.DIFFERENT;
        }
    }

    private void print(Comparison comparison) {
        if (output.json()) {
            console.answer(JsonOutput.text(comparison.changeSet()));
        } else {
            comparison.textDiffs().forEach(console::answer);
            TextOutput.print(console, comparison.changeSet(), TextOutput.Tense.WOULD_BE);
        }
    }
}
