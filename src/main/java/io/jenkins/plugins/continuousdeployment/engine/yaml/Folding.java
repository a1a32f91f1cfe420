package io.jenkins.plugins.continuousdeployment.engine.yaml;

/**
 * The blanks and line breaks between two words of a plain or quoted scalar, and what they read as: blanks inside a line
 * stay, one break is a space, more are one less, blanks around breaks go.
 */
final class Folding {
    private final StringBuilder blanks = new StringBuilder();
    private final StringBuilder more = new StringBuilder();
    private String first = "";
    private boolean broken;

    /**
     * Takes in the blanks and breaks that stand at a place.
     *
     * @param indent the column from which on tabs are welcome in a new line
     */
    void read(Cursor text, int indent) {
        for (char c = text.peek(); Cursor.isBlank(c) || Cursor.isBreak(c); c = text.peek()) {
            if (Cursor.isBreak(c)) {
                lineBreak(text.skipBreak());
                continue;
            }
            if (!broken) {
                blanks.append(c);
            } else if (c == '\t' && text.column() < indent) {
                throw text.malformed("a tab can't indent; use spaces");
            }
            text.skip(1);
        }
    }

    private void lineBreak(String text) {
        if (broken) {
            more.append(text);
        } else {
            first = text;
            broken = true;
        }
    }

    /** A line break that an escape takes away. */
    void escapedBreak(Cursor text) {
        text.skipBreak();
        broken = true;
    }

    /** Whether a line has ended. */
    boolean broken() {
        return broken;
    }

    /** Writes what was taken in, and forgets it. */
    void flush(StringBuilder value) {
        if (!broken) {
            value.append(blanks);
        } else if (!first.equals("\n")) {
            value.append(first).append(more);
        } else if (more.isEmpty()) {
            value.append(' ');
        } else {
            value.append(more);
        }
        blanks.setLength(0);
        more.setLength(0);
        first = "";
        broken = false;
    }
}
