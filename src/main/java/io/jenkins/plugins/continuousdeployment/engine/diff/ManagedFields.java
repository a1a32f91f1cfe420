package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns which fields of a live object: its {@code metadata.managedFields}.
 *
 * @param entries in the server's order
 */
public record ManagedFields(List<ManagedEntry> entries) {
    public ManagedFields {
        entries = List.copyOf(entries);
    }

    /**
     * Reads those of a live object.
     *
     * @throws IllegalArgumentException where an entry can't be read
     */
    public static ManagedFields of(KubeObject live) {
        List<ManagedEntry> entries = new ArrayList<>();
        for (Object entry : live.list("metadata", "managedFields")) {
            if (!(entry instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("an entry of managedFields is no object");
            }
            entries.add(entry(map));
        }
        return new ManagedFields(entries);
    }

    private static ManagedEntry entry(Map<?, ?> map) {
        FieldSet fields = map.get("fieldsV1") instanceof Map<?, ?> tree ? FieldSet.parse(tree) : FieldSet.EMPTY;
        return new ManagedEntry(
                text(map, "manager"),
                operation(text(map, "operation")),
                text(map, "apiVersion"),
                text(map, "subresource"),
                time(text(map, "time")),
                fields);
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    private static ManagedEntry.Operation operation(String text) {
        return switch (text) {
            case "Apply" -> ManagedEntry.Operation.APPLY;
            case "Update" -> ManagedEntry.Operation.UPDATE;
            default -> throw new IllegalArgumentException("no operation of managedFields: " + text);
        };
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time of managedFields: " + text, e);
        }
    }

    /** What a manager owns by server-side apply of the object itself. */
    public Optional<ManagedEntry> appliedBy(String manager) {
        return entries.stream().filter(entry -> entry.appliedBy(manager)).findFirst();
    }

    /** What anyone owns, whatever version it is named in. */
    public FieldSet all() {
        return entries.stream().map(ManagedEntry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
    }

    /**
     * Who owns a field: those who own it or a whole that it is part of; if there are none, those who own a part of it.
     */
    public List<ManagedEntry> owners(FieldPath path) {
        List<ManagedEntry> whole =
                entries.stream().filter(entry -> entry.fields().covers(path)).toList();
        return whole.isEmpty()
                ? entries.stream()
                        .filter(entry -> !entry.fields().at(path).isEmpty())
                        .toList()
                : whole;
    }
}
