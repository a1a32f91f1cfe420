package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Status.ObjectStatus;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Results for people. */
final class TextOutput {
    private static final int SHORT_COMMIT = 12;

    private TextOutput() {}

    /** Whether a change set tells what was done, or what would be. */
    enum Tense {
        WAS,
        WOULD_BE,
        REMOVED
    }

    /** {@code created     Service shop/web}, and why. */
    static String line(Console console, Change change) {
        String line = Paint.word(console, String.format("%-10s", change.action())) + "  " + name(change.key());
        return change.message().isEmpty() ? line : line + "  " + change.message();
    }

    private static String name(ObjectKey key) {
        return key.toString();
    }

    static void print(Console console, ChangeSet changes, Tense tense) {
        for (Change change : changes.changes()) {
            boolean said =
                    tense != Tense.WOULD_BE && change.action() != Action.KEPT && change.action() != Action.SKIPPED;
            if (change.action() != Action.UNCHANGED && !said) {
                console.answer(line(console, change));
            }
        }
        String counted = changes.counted();
        String prefix = tense == Tense.WOULD_BE ? "A sync would give: " : "";
        console.answer(prefix + (counted.isEmpty() ? "no object" : counted));
        if (tense == Tense.REMOVED) {
            message(console, changes.summary());
        } else {
            head(console, changes.summary());
        }
    }

    static void print(Console console, Status status) {
        head(console, status.summary());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("KIND", "NAMESPACE", "NAME", "SYNC", "HEALTH", "MESSAGE"));
        for (ObjectStatus object : status.objects()) {
            rows.add(List.of(
                    object.key().groupKind().toString(),
                    object.key().namespace(),
                    object.key().name(),
                    object.syncStatus().toString(),
                    Objects.toString(object.health(), ""),
                    object.message().replace('\n', ' ')));
        }
        table(console, rows);
    }

    static void print(Console console, List<TrackingRecord> records) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("INSTANCE", "TRACKING ID", "RECORD", "REVISION", "SYNCED AT", "KINDS"));
        for (TrackingRecord record : records) {
            rows.add(List.of(
                    record.owner().instance(),
                    record.owner().trackingId(),
                    record.namespace() + "/" + record.name(),
                    shortened(record.revision()),
                    record.syncedAt(),
                    record.kinds().stream().map(GroupKind::kind).collect(Collectors.joining(","))));
        }
        table(console, rows);
    }

    private static void head(Console console, Summary summary) {
        String revision = summary.revision().commit().isEmpty()
                ? ""
                : " at " + shortened(summary.revision().commit())
                        + said(summary.revision().ref());
        console.answer(summary.project() + revision + ": "
                + Paint.word(console, summary.syncStatus().toString()) + ", "
                + Paint.word(console, summary.health().toString()));
        message(console, summary);
    }

    private static void message(Console console, Summary summary) {
        summary.message().lines().forEach(line -> console.answer("  " + line));
    }

    private static String said(String ref) {
        return ref.isEmpty() ? "" : " (" + ref + ")";
    }

    private static String shortened(String commit) {
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    static void table(Console console, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String padded = row.get(i) + " ".repeat(widths[i] - row.get(i).length() + 2);
                line.append(Paint.word(console, padded));
            }
            console.answer(line.toString().stripTrailing());
        }
    }
}
