package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Sync;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl sync}. */
@Command(
        name = "sync",
        description = "Makes the cluster equal to the source, and waits until it is healthy.",
        footer = {
            "",
            "Example:",
            "  cdctl sync --name shop --repo https://git.example.com/shop/config.git --path deploy -n shop --prune"
        })
final class SyncCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ProjectOptions projects;

    @Mixin
    private SourceOptions source;

    @Option(names = "--no-wait", description = "Do not wait for health.")
    private boolean noWait;

    @Mixin
    private OutputOption output;

    SyncCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace(console, projects, source)) {
            List<Comparison> comparisons = workspace.compare();
            comparisons.forEach(Comparison::refuseErrors);
            int worst = ExitCode.OK;
            for (Comparison comparison : comparisons) {
                ChangeSet changes = Sync.of(
                        comparison, !noWait, workspace.parallel(), Clock.systemUTC(), new ProgressLines(console));
                worst = Math.max(worst, SyncResult.print(console, output, changes, !noWait, TextOutput.Tense.WAS));
            }
            return worst;
        }
    }
}
