package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecords;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.sync.Recorded;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cdctl list}. */
@Command(
        name = "list",
        description = "Lists the projects that have a record in a cluster, whoever syncs them.",
        footer = {"", "Example:", "  cdctl list --context prod"})
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DestinationOptions destination;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOption output;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        HealthReader reader = health.reader();
        try (Cluster cluster = destination.connect().cluster();
                Parallel parallel = new Parallel("cdctl")) {
            List<String> damaged = new ArrayList<>();
            List<TrackingRecord> records = new TrackingRecords(cluster).all(damaged::add);
            for (TrackingRecord record : records) {
                if (output.json()) {
                    console.answer(
                            JsonOutput.text(Recorded.status(cluster, record, reader, parallel, Clock.systemUTC())));
                }
            }
            if (!output.json()) {
                TextOutput.print(console, records);
            }
            damaged.forEach(each -> console.progress("cdctl: " + each));
            return damaged.isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT;
        }
    }
}
