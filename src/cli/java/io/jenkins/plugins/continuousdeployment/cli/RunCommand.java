package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ImageNews;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Reconciler;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl run}. */
@Command(
        name = "run",
        description = {
            "Keeps projects equal to Git until it is stopped: asks repositories at their projects' interval, watches"
                    + " the clusters, syncs what is automatic, heals what drifts, updates images in Git where imageUpdates says so, and"
                    + " says what happens, a line an event.",
            "The file is read again when it changes: new projects begin, changed ones go on, and of those that are gone"
                    + " the objects stay, or go where onDelete is remove. A file that can't be read changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  cdctl run -f shop.yaml                     what happens, for a person",
            "  cdctl run -f shop.yaml -o json | jq .      the same for a program"
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The definitions of the projects; several documents make several projects.")
    private Path file;

    @Option(
            names = "--instance",
            paramLabel = "INSTANCE",
            description = "Whose projects they are: the instance setting of a Jenkins. Default: ${DEFAULT-VALUE}.",
            defaultValue = "cdctl")
    private String instance;

    @Mixin
    private GitOptions git;

    @Mixin
    private RegistriesOptions registries;

    @Mixin
    private KubeconfigOption kubeconfig;

    @Mixin
    private ToolOptions tools;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOption output;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        git.silently();
        EventLines lines = new EventLines(console, output.json());
        Clock clock = Clock.systemUTC();
        CommandSites sites = new CommandSites(console, git, kubeconfig);
        DefinitionFile definitions = new DefinitionFile(file);
        try (Reconciler reconciler = new Reconciler(instance, tools.renderer(), health.reader(), sites, clock, lines);
                ImageUpdater images = new ImageUpdater(
                        new CommandImages(console, git, registries), clock, new ImageNews(reconciler, lines, clock))) {
            Consumer<List<DeploymentDefinition>> keeper = all -> {
                reconciler.keep(all);
                images.keep(all);
            };
            // A file that is wrong at the start is the caller's mistake, and ends it; later the old one stays in force.
            keeper.accept(definitions.read());
            definitions.follow(keeper, lines);
        } finally {
            git.close();
        }
        return ExitCode.OK;
    }
}
