package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One field that applying would change. Values of Secrets are masked.
 *
 * @param path such as {@code spec.template.spec.containers[name=web].image}
 * @param before the live value as JSON, null where there is none
 * @param after what it would become, as JSON; null where it would go
 * @param authors who, other than us, wrote the live value, the latest first; empty where it is our own, and where nobody
 *     is known, as for a field that somebody removed
 */
public record FieldChange(String path, String before, String after, List<Author> authors) {
    public FieldChange {
        Objects.requireNonNull(path, "path");
        authors = List.copyOf(authors);
    }

    /**
     * For whoever may know which field it is, and not its values: {@code spec.replicas, changed by kubectl (scale) at
     * 2026-01-01T08:00:00Z}.
     */
    public String withoutValues() {
        return path + (before == null ? " (added)" : after == null ? " (removed)" : "") + by();
    }

    private String by() {
        String by = authors.stream().map(Author::toString).collect(Collectors.joining(", "));
        return by.isEmpty() ? "" : ", changed by " + by;
    }

    /** {@code spec.replicas: 5 → 3, changed by kubectl (scale) at 2026-01-01T08:00:00Z}. */
    @Override
    public String toString() {
        return path + ": " + (before == null ? "absent" : before) + " → " + (after == null ? "absent" : after) + by();
    }
}
