package io.jenkins.plugins.continuousdeployment.engine.yaml;

import org.yaml.snakeyaml.error.Mark;

/** Reads a scalar in single or double quotes. Beyond YAML 1.1, JSON's {@code \/} and surrogate pairs are understood. */
final class QuotedScalar {
    private final Cursor text;
    private final char quote;
    private final Mark start;
    private final StringBuilder value = new StringBuilder();
    private final Folding folding = new Folding();

    /** A scalar whose opening quote stands here. */
    QuotedScalar(Cursor text) {
        this.text = text;
        this.start = text.mark();
        this.quote = text.peek();
        text.skip(1);
    }

    String read() {
        while (true) {
            if (text.atDocumentMark()) {
                throw text.malformed("a new document begins inside of quotes opened at line " + (start.getLine() + 1));
            }
            word();
            char c = text.peek();
            if (c == quote) {
                text.skip(1);
                return value.toString();
            }
            if (c == Cursor.END) {
                throw Cursor.malformed(start, "the quote that opens here is never closed");
            }
            folding.read(text, 0);
            folding.flush(value);
        }
    }

    /** Everything up to the next blank, line break or the closing quote. */
    private void word() {
        int from = text.index();
        for (char c = text.peek(); !Cursor.isSpace(c); c = text.peek()) {
            if (c == quote && (quote == '"' || text.peek(1) != quote)) {
                break;
            }
            if (c == quote || (c == '\\' && quote == '"')) {
                value.append(text.since(from));
                if (special()) {
                    return;
                }
                from = text.index();
            } else {
                text.skip(1);
            }
        }
        value.append(text.since(from));
    }

    /** A doubled quote or an escape; true where it was the end of the line. */
    private boolean special() {
        char c = text.peek(1);
        if (quote == '\'') {
            value.append(c);
            text.skip(2);
        } else if (Cursor.isBreak(c)) {
            text.skip(1);
            folding.escapedBreak(text);
            return true;
        } else {
            escape(c);
        }
        return false;
    }

    private void escape(char c) {
        switch (c) {
            case 'x' -> code(2);
            case 'u' -> code(4);
            case 'U' -> code(8);
            default -> {
                value.append(replacement(c));
                text.skip(2);
            }
        }
    }

    private char replacement(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 't', '\t' -> '\t';
            case 'n' -> '\n';
            case 'v' -> '\u000b';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'e' -> '\u001b';
            case ' ', '"', '\'', '\\', '/' -> c;
            case 'N' -> '\u0085';
            case '_' -> '\u00a0';
            case 'L' -> '\u2028';
            case 'P' -> '\u2029';
            default -> throw text.malformed("unknown escape; write a backslash as \\\\ or use single quotes");
        };
    }

    private void code(int digits) {
        int code = hexadecimal(2, digits);
        int length = 2 + digits;
        if (digits == 4 && Character.isHighSurrogate((char) code) && text.peek(6) == '\\' && text.peek(7) == 'u') {
            int low = hexadecimal(8, 4);
            if (Character.isLowSurrogate((char) low)) {
                code = Character.toCodePoint((char) code, (char) low);
                length += 6;
            }
        }
        if (!Character.isValidCodePoint(code) || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw text.malformed("the escape stands for no character");
        }
        value.appendCodePoint(code);
        text.skip(length);
    }

    private int hexadecimal(int offset, int digits) {
        int code = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.peek(offset + i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw text.malformed("the escape needs " + digits + " hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
