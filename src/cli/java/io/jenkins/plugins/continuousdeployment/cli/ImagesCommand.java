package io.jenkins.plugins.continuousdeployment.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdctl images}: what lies below it. */
@Command(
        name = "images",
        description = "Tags of images: lists them, chooses one by policy, writes them into files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImagesSelectCommand.class, ImagesListCommand.class, ImagesUpdateCommand.class})
final class ImagesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line, "Name one of " + String.join(", ", line.getSubcommands().keySet()));
    }
}
