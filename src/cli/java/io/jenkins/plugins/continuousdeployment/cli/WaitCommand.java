package io.jenkins.plugins.continuousdeployment.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl wait}. */
@Command(
        name = "wait",
        description = "Waits until somebody (a Jenkins, another cdctl) has synced a commit and its objects are healthy."
                + " Changes nothing.",
        footer = {
            "",
            "It is over when the cluster equals what the commit says and is healthy, or equals a later commit of the"
                    + " branch; when the branch does not contain the commit any more; or after --timeout.",
            "",
            "Example:",
            "  cdctl wait --name shop --repo https://git.example.com/shop/config.git --path deploy -n shop \\",
            "      --for-revision $(git rev-parse HEAD)"
        })
final class WaitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ProjectOptions projects;

    @Mixin
    private SourceOptions source;

    @Option(
            names = "--for-revision",
            paramLabel = "COMMIT",
            description = "The commit to wait for. Default: what the revision means when the command starts.")
    private String commit;

    @Mixin
    private OutputOption output;

    WaitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace(console, projects, source)) {
            int worst = ExitCode.OK;
            for (Workspace.Tracked project : workspace.tracked()) {
                CommitWait wait = new CommitWait(console, workspace, project);
                CommitWait.End end = wait.until(commit == null ? project.revision() : commit);
                StatusCommand.print(console, output, end.status());
                console.progress(end.message());
                worst = Math.max(worst, end.reached() ? ExitCode.OK : ExitCode.DIFFERENT);
            }
            return worst;
        }
    }
}
