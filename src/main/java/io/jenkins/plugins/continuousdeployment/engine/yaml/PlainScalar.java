package io.jenkins.plugins.continuousdeployment.engine.yaml;

/** Reads a scalar without quotes, which may go on over several lines. */
final class PlainScalar {
    private final Cursor text;
    private final boolean flow;
    private final int indent;
    private final Folding folding = new Folding();
    private int end;
    private int lastLine;

    /**
     * A scalar that begins here.
     *
     * @param flow whether it stands inside brackets or braces
     * @param indent the column that its further lines must reach outside of those
     */
    PlainScalar(Cursor text, boolean flow, int indent) {
        this.text = text;
        this.flow = flow;
        this.indent = indent;
    }

    String read() {
        StringBuilder value = new StringBuilder();
        while (!text.atDocumentMark() && text.peek() != '#') {
            int start = text.index();
            while (!ends(text.peek())) {
                text.skip(1);
            }
            if (text.index() > start) {
                folding.flush(value);
                value.append(text.since(start));
                end = text.index();
                lastLine = text.line();
            }
            if (!Cursor.isSpace(text.peek()) || text.peek() == Cursor.END) {
                break;
            }
            folding.read(text, indent);
            if (!flow && text.column() < indent) {
                break;
            }
        }
        return value.toString();
    }

    /** Where its last word ends; blanks and breaks behind it are passed, but not its own. */
    int end() {
        return end;
    }

    /** The line of its last word, from 0. */
    int lastLine() {
        return lastLine;
    }

    /** Whether it ended with its line, so that a key may come next. */
    boolean endedLine() {
        return folding.broken();
    }

    private boolean ends(char c) {
        if (Cursor.isSpace(c)) {
            return true;
        }
        if (c == ':') {
            return Cursor.isSpace(text.peek(1));
        }
        return flow && (c == ',' || c == '?' || c == '[' || c == ']' || c == '{' || c == '}');
    }
}
