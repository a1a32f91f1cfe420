package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.Objects;

/** Whether an object could be told to be in sync without asking the server. */
public sealed interface Proof {
    /** It is in sync: applying it would change nothing. */
    record Proved() implements Proof {}

    /**
     * It may be in sync or not; only the server knows.
     *
     * @param reason what stood in the way
     * @param path where, empty where the object as a whole is meant; names fields, never a value
     */
    record NotProved(Reason reason, String path) implements Proof {
        public NotProved {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(path, "path");
        }

        /** {@code spec.replicas: the live value is another}. */
        @Override
        public String toString() {
            return path.isEmpty() ? reason.toString() : path + ": " + reason;
        }
    }

    /** What may stand in the way of a proof. */
    enum Reason {
        OTHER_OBJECT("the live object is another one, or was read in another version"),
        TERMINATING("the live object is being deleted"),
        UNREADABLE("the live object's managedFields can't be read"),
        NEVER_APPLIED("it was never applied by us"),
        OTHER_VERSION("it was last applied in another version"),
        NOT_OURS("we don't own the field"),
        NO_LONGER_DESIRED("we own the field and it is no longer desired"),
        OTHER_VALUE("the live value is another"),
        OTHER_ORDER("the live items stand in another order"),
        NULL("the desired value is null"),
        DOUBTFUL("what the desired value means depends on the schema");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** For a person. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** The proof. */
    static Proof holds() {
        return new Proved();
    }

    /** Whether it is one. */
    default boolean proved() {
        return this instanceof Proved;
    }
}
