package io.jenkins.plugins.continuousdeployment.engine.yaml;

import org.yaml.snakeyaml.error.Mark;

/**
 * A place in a text that moves forward. The end reads as {@link #END}, which the text itself can't hold. Line breaks are
 * those of YAML 1.1.
 */
final class Cursor {
    static final char END = '\0';
    private static final int[] NO_TEXT = {};

    private final String text;
    private final Spans spans;
    private int index;
    private int line;
    private int lineStart;

    Cursor(String text) {
        this(text, null);
    }

    /**
     * Begins at the beginning of a text.
     *
     * @param spans is told of comments and scalars; null where nobody asks
     */
    Cursor(String text, Spans spans) {
        this.text = text;
        this.spans = spans;
    }

    /** Who is told of comments and scalars, or null. */
    Spans spans() {
        return spans;
    }

    int index() {
        return index;
    }

    /** From 0. */
    int line() {
        return line;
    }

    /** From 0. */
    int column() {
        return index - lineStart;
    }

    char peek() {
        return peek(0);
    }

    char peek(int offset) {
        int at = index + offset;
        return at < text.length() ? text.charAt(at) : END;
    }

    /** What stands between an earlier place and here. */
    String since(int start) {
        return text.substring(start, index);
    }

    /** Passes characters that are no line breaks. */
    void skip(int count) {
        index += count;
    }

    /** Passes the line break that stands here, and gives what it reads as; empty where there is none. */
    String skipBreak() {
        char c = peek();
        if (!isBreak(c)) {
            return "";
        }
        index += c == '\r' && peek(1) == '\n' ? 2 : 1;
        line++;
        lineStart = index;
        return c == '\u2028' || c == '\u2029' ? String.valueOf(c) : "\n";
    }

    /** Passes a byte order mark at the beginning of a line, as it is left where files were put together. */
    void skipByteOrderMark() {
        if (column() == 0 && peek() == '\ufeff') {
            index++;
            lineStart++;
        }
    }

    /** Passes blanks, a comment and the end of the line; false where something else stands there. */
    boolean skipRestOfLine() {
        while (isBlank(peek())) {
            skip(1);
        }
        skipComment();
        boolean end = isBreakOrEnd(peek());
        skipBreak();
        return end;
    }

    /** Passes a comment, if one begins here, up to the end of its line. */
    void skipComment() {
        if (peek() == '#') {
            int start = index;
            while (!isBreakOrEnd(peek())) {
                skip(1);
            }
            if (spans != null) {
                spans.comment(text.substring(start, index), start, line + 1, start - lineStart + 1);
            }
        }
    }

    /** Whether {@code ---} or {@code ...} stands here alone at the beginning of a line. */
    boolean atDocumentMark(char c) {
        return column() == 0 && peek() == c && peek(1) == c && peek(2) == c && isSpace(peek(3));
    }

    boolean atDocumentMark() {
        return atDocumentMark('-') || atDocumentMark('.');
    }

    /** This place for the parser. */
    Mark mark() {
        return new Mark("", index, line, column(), NO_TEXT, 0);
    }

    Malformed malformed(String message) {
        return malformed(mark(), message);
    }

    static Malformed malformed(Mark mark, String message) {
        return new Malformed(Positions.of(mark), message);
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    static boolean isBreakOrEnd(char c) {
        return isBreak(c) || c == END;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A blank, a line break or the end. */
    static boolean isSpace(char c) {
        return isBlank(c) || isBreakOrEnd(c);
    }

    /** What the names of anchors and tags are made of. */
    static boolean isWord(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }
}
