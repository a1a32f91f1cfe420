package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cdctl status}. */
@Command(
        name = "status",
        description = "Shows sync status and health of a project and of each of its objects.",
        footer = {
            "",
            "Example:",
            "  cdctl status --name shop --repo https://git.example.com/shop/config.git --path deploy -n shop"
        })
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ProjectOptions projects;

    @Mixin
    private SourceOptions source;

    @Mixin
    private OutputOption output;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace(console, projects, source)) {
            List<Status> statuses =
                    workspace.compare().stream().map(Comparison::status).toList();
            statuses.forEach(status -> print(console, output, status));
            return statuses.stream().allMatch(StatusCommand::well) ? ExitCode.OK : ExitCode.DIFFERENT;
        }
    }

    static void print(Console console, OutputOption output, Status status) {
        if (output.json()) {
            console.answer(JsonOutput.text(status));
        } else {
            TextOutput.print(console, status);
        }
    }

    private static boolean well(Status status) {
        HealthStatus health = status.summary().health();
        return status.summary().syncStatus() == SyncStatus.SYNCED && health.isWell();
    }
}
