package io.jenkins.plugins.continuousdeployment.cli;

import picocli.CommandLine.Option;

/** {@code -o}. */
final class OutputOption {
    /** The forms of an answer. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "Form of the answer. Default: text.")
    Format format;

    boolean json() {
        return format == Format.JSON;
    }
}
