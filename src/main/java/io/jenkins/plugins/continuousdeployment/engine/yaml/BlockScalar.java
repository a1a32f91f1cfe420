package io.jenkins.plugins.continuousdeployment.engine.yaml;

import org.yaml.snakeyaml.error.Mark;

/** Reads a scalar behind {@code |} or {@code >}. */
final class BlockScalar {
    private final Cursor text;
    private final int parent;
    private final Mark start;
    private final boolean folded;
    private char chomping;
    /** The column of its lines; 0 until it is known. */
    private int indent;

    private int lines;
    private int firstLine;
    private int firstLineEnd;

    /**
     * A scalar whose indicator stands here.
     *
     * @param parent the indentation of the block around it, -1 for none
     */
    BlockScalar(Cursor text, int parent) {
        this.text = text;
        this.parent = parent;
        this.start = text.mark();
        this.folded = text.peek() == '>';
        text.skip(1);
    }

    String read() {
        header();
        StringBuilder value = new StringBuilder();
        String lineBreak = "";
        StringBuilder emptyLines = new StringBuilder();
        emptyLines(emptyLines);
        boolean blankBefore = false;
        while (text.column() == indent && text.peek() != Cursor.END) {
            boolean blank = Cursor.isBlank(text.peek());
            if (folded && !blankBefore && !blank && lineBreak.equals("\n")) {
                value.append(emptyLines.isEmpty() ? " " : "");
            } else {
                value.append(lineBreak);
            }
            value.append(emptyLines);
            emptyLines.setLength(0);
            blankBefore = blank;
            value.append(line());
            lineBreak = text.skipBreak();
            emptyLines(emptyLines);
        }
        if (chomping != '-') {
            value.append(lineBreak);
        }
        return chomping == '+' ? value.append(emptyLines).toString() : value.toString();
    }

    /** The indicators for what happens to the last break and for the indentation, in either order. */
    private void header() {
        chomping();
        char c = text.peek();
        if (c == '0') {
            throw text.malformed("an indentation of 0 can't be asked for; 1 is the least");
        }
        if (c > '0' && c <= '9') {
            indent = Math.max(parent, 0) + c - '0';
            text.skip(1);
            chomping();
        }
        if (!text.skipRestOfLine()) {
            throw text.malformed("behind | or > only + or -, a digit and a comment may stand; the text begins in the"
                    + " next line");
        }
    }

    private void chomping() {
        char c = text.peek();
        if (chomping == 0 && (c == '+' || c == '-')) {
            chomping = c;
            text.skip(1);
        }
    }

    private String line() {
        int from = text.index();
        while (!Cursor.isBreakOrEnd(text.peek())) {
            text.skip(1);
        }
        if (lines++ == 0) {
            firstLine = from;
            firstLineEnd = text.index();
        }
        return text.since(from);
    }

    /** Notes where its text stands if that is one line, else where it begins. */
    void note(Spans spans, int tokenEnd) {
        boolean one = lines == 1;
        int from = one ? firstLine : start.getIndex();
        spans.scalar(new Spans.Scalar(
                tokenEnd,
                from,
                one ? firstLineEnd : from,
                start.getLine() + 1,
                start.getColumn() + 1,
                start.getLine() + 1));
    }

    /** Passes empty lines and the indentation of the next that is not; the first such line tells the indentation. */
    private void emptyLines(StringBuilder breaks) {
        int widest = 0;
        while (true) {
            while ((indent == 0 || text.column() < indent) && text.peek() == ' ') {
                text.skip(1);
            }
            widest = Math.max(widest, text.column());
            if ((indent == 0 || text.column() < indent) && text.peek() == '\t') {
                throw text.malformed("a tab can't indent the text of the block scalar that begins at line "
                        + (start.getLine() + 1) + "; use spaces");
            }
            if (!Cursor.isBreak(text.peek())) {
                break;
            }
            breaks.append(text.skipBreak());
        }
        if (indent == 0) {
            indent = Math.max(widest, Math.max(parent + 1, 1));
        }
    }
}
