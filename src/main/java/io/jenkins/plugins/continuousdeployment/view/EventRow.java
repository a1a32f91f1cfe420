package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Event;
import java.util.List;

/**
 * One line of the compare log.
 *
 * @param time when
 * @param kind what happened, in the reader's language
 * @param commit that was desired then, its first characters
 * @param sync how the project was then
 * @param health how its objects were then
 * @param message for a person
 * @param changes what was, or would be, done; a line an object, the first ones
 */
public record EventRow(
        String time, String kind, String commit, Sign sync, Sign health, String message, List<String> changes) {
    private static final int SHOWN = 20;

    public EventRow {
        changes = List.copyOf(changes);
    }

    static EventRow of(Event event) {
        List<String> lines =
                event.changes().stream().limit(SHOWN).map(EventRow::line).toList();
        return new EventRow(
                When.local(event.time()),
                word(event.kind()),
                Revision.shortened(event.revision().commit()),
                Sign.of(event.syncStatus()),
                Sign.of(event.health()),
                event.message(),
                lines);
    }

    private static String line(Change change) {
        return change.action() + " " + change.key() + (change.message().isEmpty() ? "" : ": " + change.message());
    }

    private static String word(Event.Kind kind) {
        return switch (kind) {
            case ADDED -> Messages.Event_added();
            case CHANGED -> Messages.Event_changed();
            case REMOVED -> Messages.Event_removed();
            case DEFINITIONS -> Messages.Event_definitions();
            case COMMIT -> Messages.Event_commit();
            case OUT_OF_SYNC -> Messages.Event_outOfSync();
            case IN_SYNC -> Messages.Event_inSync();
            case SYNCING -> Messages.Event_syncing();
            case SYNCED -> Messages.Event_synced();
            case FAILED -> Messages.Event_failed();
            case HEALTH -> Messages.Event_health();
            case IMAGES -> Messages.Event_images();
            case SUSPENDED -> Messages.Event_suspended();
            case RESUMED -> Messages.Event_resumed();
            case FETCHING -> Messages.Event_fetching();
            case UNREACHABLE -> Messages.Event_unreachable();
            case BACK -> Messages.Event_back();
        };
    }
}
