package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What applying an object would change, from the server's answer to a dry run of it.
 *
 * @param changes the fields that would change, bookkeeping left out; the status too, unless we own it
 * @param ownership the fields that would keep their value and change their owner
 */
public record DryRunVerdict(List<FieldChange> changes, List<OwnershipChange> ownership) {
    private static final int SHOWN = 3;
    private static final FieldPath STATUS = FieldPath.of("status");

    public DryRunVerdict {
        changes = List.copyOf(changes);
        ownership = List.copyOf(ownership);
    }

    /**
     * Judges a dry run.
     *
     * @param live the object as it is
     * @param predicted the server's answer to the dry run of a server-side apply that forces conflicts
     * @param manager the name under which it was applied
     * @throws IllegalArgumentException where the {@code managedFields} of either can't be read
     */
    public static DryRunVerdict of(KubeObject live, KubeObject predicted, String manager) {
        ManagedFields now = ManagedFields.of(live);
        ManagedFields then = ManagedFields.of(predicted);
        boolean statusIsOurs = then.appliedBy(manager)
                .filter(entry -> !entry.fields().at(STATUS).isEmpty())
                .isPresent();
        SecretMask.Pair shown = statusIsOurs
                ? SecretMask.pair(Bookkeeping.removedButStatus(live), Bookkeeping.removedButStatus(predicted))
                : SecretMask.pair(Bookkeeping.removed(live), Bookkeeping.removed(predicted));
        List<Difference> differences = ObjectDiff.between(
                shown.before().body(), shown.after().body(), now.all().union(then.all()));
        return new DryRunVerdict(
                differences.stream()
                        .map(difference -> change(difference, now, manager))
                        .toList(),
                ownership(now, then, manager, differences));
    }

    private static FieldChange change(Difference difference, ManagedFields now, String manager) {
        boolean order = difference.kind() == Difference.Kind.ORDER;
        return new FieldChange(
                difference.path() + (order ? " (order)" : ""),
                text(difference.before()),
                text(difference.after()),
                others(now, difference.path(), manager));
    }

    private static String text(Object value) {
        return value == Difference.ABSENT ? null : new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static List<OwnershipChange> ownership(
            ManagedFields now, ManagedFields then, String manager, List<Difference> differences) {
        Optional<ManagedEntry> before = now.appliedBy(manager);
        Optional<ManagedEntry> after = then.appliedBy(manager);
        if (before.isPresent()
                && after.isPresent()
                && !before.get().apiVersion().equals(after.get().apiVersion())) {
            return List.of(new OwnershipChange(OwnershipChange.Kind.VERSION, "", List.of()));
        }
        FieldSet had = before.map(ManagedEntry::fields).orElse(FieldSet.EMPTY);
        FieldSet gets = after.map(ManagedEntry::fields).orElse(FieldSet.EMPTY);
        List<OwnershipChange> found = new ArrayList<>();
        unchanged(gets, had, differences)
                .map(path ->
                        new OwnershipChange(OwnershipChange.Kind.TAKEN, path.toString(), others(now, path, manager)))
                .forEach(found::add);
        unchanged(had, gets, differences)
                .map(path ->
                        new OwnershipChange(OwnershipChange.Kind.RELEASED, path.toString(), others(now, path, manager)))
                .forEach(found::add);
        return found;
    }

    /** What is in the one set and not in the other, neither as a whole nor in part, and keeps its value. */
    private static Stream<FieldPath> unchanged(FieldSet one, FieldSet other, List<Difference> differences) {
        return one.difference(other).leaves().stream()
                .filter(path -> other.at(path).isEmpty())
                .filter(path -> differences.stream()
                        .noneMatch(difference -> path.within(difference.path())
                                || difference.path().within(path)));
    }

    private static List<Author> others(ManagedFields now, FieldPath path, String manager) {
        return now.owners(path).stream()
                .filter(entry -> !entry.appliedBy(manager))
                .map(Author::of)
                .sorted(Comparator.comparing(Author::time, Comparator.nullsLast(Comparator.<Instant>reverseOrder())))
                .toList();
    }

    /** Whether applying would change nothing. */
    public boolean inSync() {
        return changes.isEmpty() && ownership.isEmpty();
    }

    /**
     * For a person, in one line: the first differences and how many there are; empty where there is none. It goes into
     * logs and lists, which more people read than may see the objects: it names fields, and no value.
     */
    public String message() {
        List<String> all = Stream.concat(
                        changes.stream().map(FieldChange::withoutValues),
                        ownership.stream().map(OwnershipChange::toString))
                .toList();
        String shown = all.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return all.size() <= SHOWN ? shown : shown + "; and " + (all.size() - SHOWN) + " more";
    }
}
