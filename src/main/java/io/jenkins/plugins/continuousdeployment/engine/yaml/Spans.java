package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where comments and scalars are written, noted while a text is scanned, in its order. */
final class Spans {
    /**
     * Where one scalar is written, its anchor and tag left out.
     *
     * @param tokenEnd where its token ends, by which its event is known
     * @param start where it begins, quotes included; the text of a block scalar's only line
     * @param end behind its last character; equal to {@code start} for a block scalar that has not one line
     * @param line where it begins, from 1; a block scalar's is that of its indicator
     * @param column the same, from 1
     * @param lastLine where it ends; a block scalar's is that of its indicator
     */
    record Scalar(int tokenEnd, int start, int end, int line, int column, int lastLine) {}

    private final Deque<Scalar> scalars = new ArrayDeque<>();
    private final List<YamlComment> comments = new ArrayList<>();

    void comment(String text, int start, int line, int column) {
        comments.add(new YamlComment(text, start, line, column));
    }

    void scalar(Scalar scalar) {
        scalars.add(scalar);
    }

    List<YamlComment> comments() {
        return comments;
    }

    /**
     * The scalar that an event speaks of; scalars come in the order of their events.
     *
     * @param tokenEnd where the event ends
     * @return null for one of which nothing is written
     */
    Scalar take(int tokenEnd) {
        Scalar next = scalars.peek();
        return next != null && next.tokenEnd == tokenEnd ? scalars.remove() : null;
    }
}
