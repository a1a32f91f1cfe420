package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Removal;
import java.time.Clock;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl delete}. */
@Command(
        name = "delete",
        description = "Removes what the project manages in a cluster.",
        footer = {"", "Example:", "  cdctl delete --name shop -n shop"})
final class DeleteCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ProjectOptions projects;

    /** Only for reading the file of definitions: what is removed needs no source. */
    private final SourceOptions source = null;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--no-wait", description = "Do not wait until everything is gone.")
    private boolean noWait;

    @Mixin
    private OutputOption output;

    DeleteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = new Workspace(console, projects, source)) {
            List<Comparison> plans = workspace.compareWithNothing(Removal::options);
            int count = plans.stream().mapToInt(Removal::count).sum();
            if (count > 0 && !yes && !confirmed(count)) {
                throw new RefusedException("Nothing was deleted. To delete without being asked, add --yes.");
            }
            int worst = ExitCode.OK;
            for (Comparison plan : plans) {
                if (!Removal.known(plan)) {
                    console.progress("Project " + plan.project().name() + " of "
                            + plan.project().owner().instance()
                            + " has no record there: nothing to delete. cdctl list shows those that have.");
                }
                ChangeSet changes =
                        Removal.of(plan, !noWait, workspace.parallel(), Clock.systemUTC(), new ProgressLines(console));
                worst = Math.max(worst, SyncResult.print(console, output, changes, false, TextOutput.Tense.REMOVED));
            }
            return worst;
        }
    }

    private boolean confirmed(int count) {
        String whose = projects.file == null ? "project " + projects.name : "the projects of " + projects.file;
        console.err().print("Delete " + count + (count == 1 ? " object" : " objects") + " of " + whose + "? [y/N] ");
        console.err().flush();
        Scanner answers = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        return answers.hasNextLine() && answers.nextLine().strip().matches("(?i)y(es)?");
    }
}
