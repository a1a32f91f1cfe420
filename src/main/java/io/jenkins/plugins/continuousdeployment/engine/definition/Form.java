package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Optional;

/**
 * How the values of one Java type stand in YAML. {@link #write} and {@link #read} are each other's inverse.
 *
 * @param <T> the type
 */
interface Form<T> {
    /** What may stand there, for a person: {@code duration}. */
    String type();

    /**
     * Reads a value.
     *
     * @param tree what stands there, never null
     * @return null where it does not fit, which the site then knows
     */
    T read(Object tree, Site site);

    /** The tree of a value; null where it is best left out. */
    Object write(T value);

    /**
     * The value where nothing is written; null for a value that may be null.
     *
     * @param byDefault as {@link Option#byDefault()}
     */
    T absent(String byDefault);

    /** The record whose keys stand there. */
    default Optional<RecordForm<?>> inner() {
        return Optional.empty();
    }

    /** Whether it is a list. */
    default boolean many() {
        return false;
    }
}
