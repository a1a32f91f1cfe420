package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events on standard output: a line each, as JSON or for a person, whose further lines are indented. */
final class EventLines implements Event.Listener {
    private static final int SHORT_COMMIT = 12;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Console console;
    private final boolean json;

    EventLines(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void on(Event event) {
        console.answer(json ? new String(Json.write(tree(event)), StandardCharsets.UTF_8) : text(event));
    }

    /** The definitions can't be read any more. */
    void definitionsRefused(RefusedException why) {
        String problems = why.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        on(new Event(
                Instant.now(),
                Event.Kind.DEFINITIONS,
                "",
                Revision.NONE,
                SyncStatus.UNKNOWN,
                HealthStatus.UNKNOWN,
                "the old ones stay in force, since the new ones are refused:\n" + problems,
                List.of()));
    }

    private static Map<String, Object> tree(Event event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schemaVersion", 1);
        tree.put("time", event.time().toString());
        tree.put("event", event.kind().toString());
        tree.put("project", event.project());
        tree.put("revision", ResultJson.revision(event.revision()));
        tree.put("syncStatus", event.syncStatus().toString());
        tree.put("health", event.health().toString());
        tree.put("message", event.message());
        tree.put("changes", event.changes().stream().map(ResultJson::change).toList());
        return tree;
    }

    private String text(Event event) {
        StringBuilder text = new StringBuilder(TIME.format(event.time().atZone(ZoneId.systemDefault())));
        text.append("  ").append(Paint.word(console, String.format("%-11s", event.kind())));
        if (!event.project().isEmpty()) {
            text.append("  ").append(event.project());
        }
        String commit = event.revision().commit();
        boolean located = !commit.isEmpty() && event.kind() != Event.Kind.HEALTH;
        if (located) {
            text.append(" at ").append(commit, 0, Math.min(SHORT_COMMIT, commit.length()));
        }
        if (event.kind() == Event.Kind.HEALTH) {
            text.append(' ').append(Paint.word(console, event.health().toString()));
        }
        List<String> lines = event.message().lines().toList();
        if (!lines.isEmpty()) {
            text.append(": ").append(lines.get(0));
            lines.stream().skip(1).forEach(line -> text.append("\n          ").append(line));
        }
        event.changes().forEach(change -> text.append("\n          ").append(TextOutput.line(console, change)));
        return text.toString();
    }
}
