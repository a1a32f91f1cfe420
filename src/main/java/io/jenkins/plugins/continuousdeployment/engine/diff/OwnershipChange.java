package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A change that applying would make to who owns a field while its value stays.
 *
 * @param kind which change
 * @param path the field; empty for {@link Kind#VERSION}
 * @param owners who owns it besides us, the latest first; empty where nobody does
 */
public record OwnershipChange(Kind kind, String path, List<Author> owners) {
    /** Which change. */
    public enum Kind {
        /** It is desired and not ours yet. */
        TAKEN,
        /** It is ours, no longer desired, and stays since others own it, or since a default takes its place. */
        RELEASED,
        /** What is ours is named in another version than the desired one. */
        VERSION
    }

    public OwnershipChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        owners = List.copyOf(owners);
    }

    /** {@code spec.replicas: owned by kubectl-edit at 2026-01-01T08:00:00Z}. */
    @Override
    public String toString() {
        String by = owners.stream().map(Author::toString).collect(Collectors.joining(", "));
        return switch (kind) {
            case TAKEN -> path + ": owned by " + (by.isEmpty() ? "nobody" : by);
            case RELEASED -> path + ": no longer desired, stays " + (by.isEmpty() ? "as a default" : "owned by " + by);
            case VERSION -> "it was last applied in another version";
        };
    }
}
