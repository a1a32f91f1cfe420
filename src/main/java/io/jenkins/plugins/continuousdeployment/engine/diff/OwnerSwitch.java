package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the {@code managedFields} in which entries of others have become part of our Apply entry, so that the next
 * apply removes what they own and we don't want. The server does the same for kubectl alone ({@code csaupgrade} in
 * client-go).
 */
final class OwnerSwitch {
    private final KubeObject desired;
    private final KubeObject live;
    private final String manager;
    private final Set<String> served;

    /**
     * Prepares one object.
     *
     * @param live the object, read in the desired version
     * @param served the versions ({@code apps/v1}) in which the server serves the kind
     */
    OwnerSwitch(KubeObject desired, KubeObject live, String manager, Set<String> served) {
        this.desired = desired;
        this.live = live;
        this.manager = manager;
        this.served = served;
    }

    /**
     * An entry that goes.
     *
     * @param whole the entry as it is
     * @param share what of it becomes ours; named in the entry's version
     * @param rest what of it stays with its manager
     */
    record Taken(ManagedEntry whole, FieldSet share, FieldSet rest) {}

    /**
     * The plan for some entries.
     *
     * @param taken the entries that go, in the server's order
     * @return empty where nothing changes
     */
    Optional<TakeoverPlan> plan(ManagedFields managed, List<Taken> taken) {
        boolean annotated = live.annotation(LastApplied.NAME) != null && !Presence.in(desired.body(), LastApplied.PATH);
        if (taken.isEmpty() && !annotated) {
            return Optional.empty();
        }
        Optional<ManagedEntry> merged = merged(managed.appliedBy(manager).orElse(null), taken);
        List<ManagedEntry> others = others(managed, taken);
        List<ManagedEntry> all = new ArrayList<>(others);
        merged.ifPresent(all::add);
        // An empty list would tell the server to forget every owner.
        if (all.isEmpty()) {
            return Optional.empty();
        }
        FieldSet owned = new ManagedFields(others).all();
        List<FieldPath> removed = merged.map(entry -> new Removals(desired, live, owned).of(entry.fields()))
                .orElse(List.of());
        List<String> from =
                taken.stream().map(entry -> entry.whole().manager()).distinct().toList();
        return Optional.of(new TakeoverPlan(patch(all, annotated), from, removed));
    }

    private List<Map<String, Object>> patch(List<ManagedEntry> entries, boolean annotated) {
        List<Map<String, Object>> operations = new ArrayList<>();
        operations.add(operation("test", "/metadata/resourceVersion", live.resourceVersion()));
        operations.add(operation(
                "replace",
                "/metadata/managedFields",
                entries.stream().map(ManagedEntry::toTree).toList()));
        if (annotated) {
            String escaped = LastApplied.NAME.replace("~", "~0").replace("/", "~1");
            operations.add(Map.of("op", "remove", "path", "/metadata/annotations/" + escaped));
        }
        return operations;
    }

    private static Map<String, Object> operation(String op, String path, Object value) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", op);
        operation.put("path", path);
        operation.put("value", value);
        return operation;
    }

    private List<ManagedEntry> others(ManagedFields managed, List<Taken> taken) {
        Map<ManagedEntry, Taken> gone =
                taken.stream().collect(Collectors.toMap(Taken::whole, entry -> entry, (one, same) -> one));
        return managed.entries().stream()
                .filter(entry -> !entry.appliedBy(manager))
                .map(entry ->
                        gone.containsKey(entry) ? entry.with(gone.get(entry).rest()) : entry)
                .filter(entry -> !entry.fields().isEmpty())
                .toList();
    }

    private Optional<ManagedEntry> merged(ManagedEntry ours, List<Taken> taken) {
        String version = version(ours, taken);
        FieldSet fields = ours == null ? FieldSet.EMPTY : ours.fields();
        for (Taken entry : taken) {
            fields = fields.union(inVersion(version, entry));
        }
        // What the patch takes away, or Git wants otherwise, is nobody's to give back.
        FieldSet kept = fields.filter(path -> !path.equals(LastApplied.PATH));
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ManagedEntry(manager, ManagedEntry.Operation.APPLY, version, "", time(ours, taken), kept));
    }

    /**
     * One entry has one version. Ours keeps its own; what is taken keeps its own if there is but one and the server
     * still serves it, for then the server converts. Else all is named in the desired version.
     */
    private String version(ManagedEntry ours, List<Taken> taken) {
        if (ours != null) {
            return ours.apiVersion();
        }
        Set<String> versions = taken.stream()
                .filter(entry -> !entry.share().isEmpty())
                .map(entry -> entry.whole().apiVersion())
                .collect(Collectors.toSet());
        return versions.size() == 1 && served.containsAll(versions)
                ? versions.iterator().next()
                : desired.apiVersion();
    }

    /** Names of another version count where the live object, read in the desired one, has such a field. */
    private FieldSet inVersion(String version, Taken taken) {
        if (version.equals(taken.whole().apiVersion())) {
            return taken.share();
        }
        return version.equals(live.apiVersion())
                ? taken.share().filter(path -> Presence.in(live.body(), path))
                : FieldSet.EMPTY;
    }

    private static Instant time(ManagedEntry ours, List<Taken> taken) {
        if (ours != null) {
            return ours.time();
        }
        return taken.stream()
                .map(entry -> entry.whole().time())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
