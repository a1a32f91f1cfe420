package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.regex.Pattern;

/**
 * The way from the root of a document to a value.
 *
 * @param parent the way to the map or list that holds it; null for the root
 * @param step a key ({@link String}) or a position in a list ({@link Integer}, from 0); null for the root
 */
public record YamlPath(YamlPath parent, Object step) {
    /** The document itself. */
    public static final YamlPath ROOT = new YamlPath(null, null);

    private static final Pattern BARE = Pattern.compile("[\\w/$-]+");

    /** The way to what stands in here at a key or position. */
    public YamlPath then(Object next) {
        return new YamlPath(this, next);
    }

    /** Whether this is a document itself. */
    public boolean isRoot() {
        return parent == null;
    }

    /** {@code spec.containers[0].image}; a key with other characters than of a word as {@code ["a.b"]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.write(text);
        if (step instanceof Integer) {
            text.append('[').append(step).append(']');
        } else if (BARE.matcher((String) step).matches()) {
            text.append(text.isEmpty() ? "" : ".").append(step);
        } else {
            text.append("[\"").append(step).append("\"]");
        }
    }
}
