package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.WrittenDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which projects a command is about: one by its flags, or those of a file of definitions. */
final class ProjectOptions {
    @Option(names = "--name", paramLabel = "NAME", description = "The project's name.")
    String name;

    @Option(
            names = "--instance",
            paramLabel = "INSTANCE",
            description = "Whose projects they are: the instance setting of a Jenkins. Default: ${DEFAULT-VALUE}.",
            defaultValue = "cdctl")
    String instance;

    @Option(names = "--tracking-id", paramLabel = "ID", description = "The project's tracking id. Default: its name.")
    String trackingId;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Definitions, instead of flags.")
    Path file;

    @Option(names = "--confirm-prune", description = "Prune although a limit asks for a person: you.")
    boolean confirmPrune;

    @Mixin
    DestinationOptions destination;

    @Mixin
    HealthOptions health;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    /** The definitions of the file; empty where flags describe the project. */
    List<DeploymentDefinition> definitions(SourceOptions source) {
        if (file == null) {
            if (name == null) {
                throw new RefusedException("Say which project: --name NAME, or -f FILE with definitions");
            }
            return List.of();
        }
        Map<String, Object> flags = SyncFlags.given(command.commandLine().getParseResult());
        boolean described = name != null || trackingId != null || (source != null && source.given());
        if (described || !flags.isEmpty() || destination.context != null || destination.namespace != null) {
            throw new RefusedException("With -f the definitions say everything: leave out the flags that describe a"
                    + " project, its source, its destination and its settings");
        }
        return read(file);
    }

    /**
     * The definitions of a file.
     *
     * @throws RefusedException naming every problem with its line
     */
    static List<DeploymentDefinition> read(Path file) {
        return new DefinitionReader()
                .read(file.toString(), text(file)).stream()
                        .map(WrittenDefinition::definition)
                        .toList();
    }

    /**
     * The text of a file.
     *
     * @throws RefusedException where it can't be read
     */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException(
                    List.of(new Problem(Place.of(file.toString()), "the file is missing or can't be read")), e);
        }
    }

    /** The settings that the flags give. */
    SyncOptions flags() {
        return SyncOptions.of(SyncFlags.given(command.commandLine().getParseResult()));
    }
}
