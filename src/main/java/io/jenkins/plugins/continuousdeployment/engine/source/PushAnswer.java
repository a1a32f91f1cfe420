package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Objects;

/** What came of talking to a server about a push. */
sealed interface PushAnswer {
    /** The branch points to the commit. */
    record Landed() implements PushAnswer {}

    /** The branch pointed elsewhere before anything was sent. */
    record Moved() implements PushAnswer {}

    /**
     * The server did not want it.
     *
     * @param reason the server's word for the ref
     * @param said what it said beside, such as a hook's words; may be empty
     */
    record Refused(String reason, String said) implements PushAnswer {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(said, "said");
        }
    }

    /**
     * It was sent, and no answer came.
     *
     * @param why what came instead
     * @param said what the server said before
     */
    record Unsure(Exception why, String said) implements PushAnswer {
        public Unsure {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(said, "said");
        }
    }
}
