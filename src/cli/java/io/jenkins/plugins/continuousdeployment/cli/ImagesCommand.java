package io.jenkins.plugins.continuousdeployment.cli;

import picocli.CommandLine.Command;

/** {@code cdctl images}. */
@Command(
        name = "images",
        description = "Follows images: writes new tags into files.",
        subcommands = {ImagesUpdateCommand.class})
final class ImagesCommand {}
