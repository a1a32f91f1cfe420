package io.jenkins.plugins.continuousdeployment.engine.source;

import java.time.Instant;
import java.util.Objects;

/**
 * One commit, for a list of changes.
 *
 * @param id the full object id
 * @param author {@code Name <address>}
 * @param committed when it was committed
 * @param message the whole message
 */
public record Commit(String id, String author, Instant committed, String message) {
    public Commit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(committed, "committed");
        Objects.requireNonNull(message, "message");
    }
}
