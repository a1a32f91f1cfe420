package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import java.util.Objects;

/** What a sync would have to do with a desired object. */
sealed interface Verdict {
    /**
     * Live equals desired.
     *
     * @param proved whether that was seen without asking the server
     */
    record InSync(boolean proved) implements Verdict {}

    /** It is missing, and the server would take it. */
    record Create(KubeObject predicted) implements Verdict {}

    /**
     * Live differs, and the server would take the change.
     *
     * @param predicted what it would be; null where a dry run told before, and only its message is remembered
     * @param message in what it differs
     */
    record Change(KubeObject predicted, String message) implements Verdict {
        public Change {
            Objects.requireNonNull(message, "message");
        }
    }

    /** It can't be changed as desired, and may be deleted and made again. */
    record Recreate(String why) implements Verdict {}

    /** The live one is being deleted, and the desired one can only be made when it is gone. */
    record Terminating() implements Verdict {}

    /** Can only be tried after something else of the same sync is in the cluster. */
    record Later(String why) implements Verdict {}

    /** The server, or a rule of ours, says no; for good unless somebody changes something. */
    record Refused(String message, ApiException answer) implements Verdict {
        public Refused {
            Objects.requireNonNull(message, "message");
        }
    }
}
