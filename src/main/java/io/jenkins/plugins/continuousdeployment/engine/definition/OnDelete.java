package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Locale;

/** What becomes of the objects when the item is deleted other than by its own page. */
public enum OnDelete {
    /** They stay. */
    KEEP,
    /** The deletion is refused, and the way that removes them is named. */
    REMOVE;

    /** As it is written: {@code keep}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
