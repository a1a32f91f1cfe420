package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Locale;
import java.util.Objects;

/**
 * How far a fetch is.
 *
 * @param repository which repository is fetched
 * @param task what is being done, in the words of Git: {@code Receiving objects}
 * @param done how much of it is done, in objects
 * @param total how much there is; 0 where that is not known
 */
public record FetchProgress(RepositoryAddress repository, String task, int done, int total) {
    private static final int PERCENT = 100;

    public FetchProgress {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(task, "task");
    }

    /** The part that is done; 0 where it is not known how much there is. */
    public int percent() {
        return total == 0 ? 0 : (int) ((long) done * PERCENT / total);
    }

    /** For a person: {@code Receiving objects, 1,234 of 5,000 (24 %)}. */
    @Override
    public String toString() {
        return total == 0
                ? String.format(Locale.ROOT, "%s, %,d so far", task, done)
                : String.format(Locale.ROOT, "%s, %,d of %,d (%d %%)", task, done, total, percent());
    }
}
