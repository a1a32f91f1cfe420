package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** A {@link GitProgram} that did not do what it was to do. */
public final class GitProgramException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Duration limit;

    private GitProgramException(String words, Duration limit) {
        super(words);
        this.limit = Objects.requireNonNull(limit, "limit");
    }

    /**
     * It ended by itself.
     *
     * @param words what it printed about the failure, in English
     */
    public static GitProgramException said(String words) {
        return new GitProgramException(words, Duration.ZERO);
    }

    /** It was ended because it took longer than that. */
    public static GitProgramException late(Duration limit) {
        return new GitProgramException("it was ended after " + limit.toSeconds() + " s", limit);
    }

    /** After how long it was ended; zero where it ended by itself. */
    Duration limit() {
        return limit == null ? Duration.ZERO : limit;
    }
}
