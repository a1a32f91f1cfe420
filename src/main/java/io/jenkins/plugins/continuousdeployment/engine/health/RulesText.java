package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.List;

/** What rules are written in: it knows where each part of them stands, and takes down what is wrong there. */
public interface RulesText {
    /**
     * Where a value stands.
     *
     * @param path keys and positions from the list of rules on; empty for the list itself
     * @return null where there is no text
     */
    Place placeOf(List<Object> path);

    /**
     * Takes down a mistake.
     *
     * @param path as in {@link #placeOf}
     * @param key whether the key is wrong, and not the value
     * @param message what is wrong, for a person
     */
    void problem(List<Object> path, boolean key, String message);
}
