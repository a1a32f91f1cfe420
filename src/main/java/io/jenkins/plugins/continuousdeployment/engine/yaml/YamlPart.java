package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.Objects;

/**
 * A scalar, alias, map or list as it is written in a file. Offsets count characters of {@link YamlLayout#text}.
 *
 * @param kind what it is
 * @param flow whether it is a map or list in braces or brackets
 * @param document which document of its file, from 1
 * @param path the way to it; for a key the way to its value
 * @param key whether it is a key, or a part of one
 * @param text the value of a scalar as text, the name of an alias, empty for maps and lists
 * @param anchor the name that it is anchored by, or null
 * @param tag its tag, or null
 * @param start where it begins, quotes included, anchor and tag left out; for a block scalar the text of its only line
 * @param end behind its last character; equal to {@code start} where nothing of a scalar is written, and for a block
 *     scalar that has not one line; meaningless for maps and lists that are not flow
 * @param line where it begins, from 1; a block scalar's is that of its indicator
 * @param column the same, from 1
 * @param lastLine where it ends; a block scalar's is that of its indicator
 */
public record YamlPart(
        Kind kind,
        boolean flow,
        int document,
        YamlPath path,
        boolean key,
        String text,
        String anchor,
        String tag,
        int start,
        int end,
        int line,
        int column,
        int lastLine) {
    /** What a part is. */
    public enum Kind {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        /** Behind {@code |} or {@code >}. */
        BLOCK,
        /** A value of which nothing is written. */
        EMPTY,
        ALIAS,
        MAP,
        LIST
    }

    public YamlPart {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }

    /** Whether it is a map or a list. */
    public boolean isCollection() {
        return kind == Kind.MAP || kind == Kind.LIST;
    }

    /** Whether it is a scalar that the API server's parser takes for a string. */
    public boolean isString() {
        if (isCollection() || kind == Kind.ALIAS) {
            return false;
        }
        try {
            return Scalars.value(text, tag, kind == Kind.PLAIN || kind == Kind.EMPTY) instanceof String;
        } catch (Scalars.Meaningless e) {
            return false;
        }
    }
}
