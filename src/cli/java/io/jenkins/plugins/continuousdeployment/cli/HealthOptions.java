package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --rules}. */
final class HealthOptions {
    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules of health of your own, looked at before those that come along (docs/health.md).")
    private Path rules;

    private HealthReader reader;

    /**
     * What tells health, with the rules of the file if one is named; it is read once.
     *
     * @throws RefusedException naming every mistake in the file with its line
     */
    HealthReader reader() {
        if (reader == null) {
            reader = rules == null
                    ? new HealthReader()
                    : HealthReader.with(HealthRules.read(rules.toString(), ProjectOptions.text(rules)));
        }
        return reader;
    }
}
