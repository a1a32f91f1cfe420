package io.jenkins.plugins.continuousdeployment.engine.diff;

/**
 * One place where two states of an object differ.
 *
 * @param path where
 * @param kind what it is about
 * @param before the earlier value, {@link #ABSENT} where there was none
 * @param after the later value, {@link #ABSENT} where there is none
 */
record Difference(FieldPath path, Kind kind, Object before, Object after) {
    /** What a difference is about. */
    enum Kind {
        VALUE,
        /** The items are the same and stand in another order; the values are lists of the items' names. */
        ORDER
    }

    /** No value; a null is one. */
    static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };
}
