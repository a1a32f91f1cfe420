package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.Objects;

/**
 * A comment of a file.
 *
 * @param text from its {@code #} to the end of its line
 * @param start where its {@code #} stands in the text
 * @param line from 1
 * @param column from 1
 */
public record YamlComment(String text, int start, int line, int column) {
    public YamlComment {
        Objects.requireNonNull(text, "text");
    }
}
