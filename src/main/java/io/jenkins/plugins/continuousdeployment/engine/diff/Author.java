package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.time.Instant;
import java.util.Objects;

/**
 * Who wrote a field, as far as {@code managedFields} tell.
 *
 * @param manager the manager's name, such as {@code kubectl-edit}
 * @param subresource the subresource it came through, such as {@code scale}; empty for the object itself
 * @param time when it last wrote any field, null where the server did not say
 */
public record Author(String manager, String subresource, Instant time) {
    public Author {
        Objects.requireNonNull(manager, "manager");
        Objects.requireNonNull(subresource, "subresource");
    }

    static Author of(ManagedEntry entry) {
        return new Author(entry.manager(), entry.subresource(), entry.time());
    }

    /** {@code kubectl (scale) at 2026-01-01T08:00:00Z}. */
    @Override
    public String toString() {
        return manager + (subresource.isEmpty() ? "" : " (" + subresource + ")") + (time == null ? "" : " at " + time);
    }
}
