package io.jenkins.plugins.continuousdeployment.engine.template;

import io.jenkins.plugins.continuousdeployment.engine.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a template into tokens; white space beside trim markers and comments are gone then. */
final class Lexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String BLANKS = " \t\r\n";
    private static final Map<Character, Kind> SINGLE =
            Map.of('(', Kind.LEFT, ')', Kind.RIGHT, '|', Kind.PIPE, ',', Kind.COMMA, '=', Kind.ASSIGN);

    private final TemplateText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(TemplateText source) {
        this.source = source;
        this.text = source.text();
    }

    static List<Token> tokens(TemplateText source) {
        return new Lexer(source).all();
    }

    private List<Token> all() {
        boolean trim = false;
        while (true) {
            int open = text.indexOf(OPEN, at);
            int end = open < 0 ? text.length() : open;
            plain(at, end, trim, open >= 0 && isTrimmed(open));
            if (open < 0) {
                tokens.add(new Token(Kind.END, "", text.length()));
                return tokens;
            }
            trim = action(open);
        }
    }

    /** Whether an action begins with a trim marker: a minus sign and white space. */
    private boolean isTrimmed(int open) {
        return open + 3 < text.length() && text.charAt(open + 2) == '-' && isBlank(open + 3);
    }

    private void plain(int from, int to, boolean trimLeft, boolean trimRight) {
        int start = from;
        int end = to;
        while (trimLeft && start < end && isBlank(start)) {
            start++;
        }
        while (trimRight && end > start && isBlank(end - 1)) {
            end--;
        }
        if (start < end) {
            tokens.add(new Token(Kind.TEXT, text.substring(start, end), start));
        }
    }

    /** Reads an action; says whether the white space after it goes. */
    private boolean action(int open) {
        at = open + (isTrimmed(open) ? 3 : 2);
        int inner = at + (isTrimmed(open) ? 1 : 0);
        if (text.startsWith("/*", inner)) {
            return comment(open, inner);
        }
        tokens.add(new Token(Kind.OPEN, OPEN, open));
        while (true) {
            if (at >= text.length()) {
                throw source.wrong(open, "this action is not closed. Write }} at its end.");
            }
            boolean trim = isBlank(at) && text.startsWith("-" + CLOSE, at + 1);
            if (trim || text.startsWith(CLOSE, at)) {
                tokens.add(new Token(Kind.CLOSE, CLOSE, at));
                at += trim ? 4 : 2;
                return trim;
            }
            token(open);
        }
    }

    private boolean comment(int open, int from) {
        int end = text.indexOf("*/", from + 2);
        if (end < 0) {
            throw source.wrong(open, "this comment is not closed. Write */}} at its end.");
        }
        boolean trim = end + 2 < text.length() && isBlank(end + 2) && text.startsWith("-" + CLOSE, end + 3);
        if (!trim && !text.startsWith(CLOSE, end + 2)) {
            throw source.wrong(end, "a comment ends with its action: write }} right after */.");
        }
        at = end + (trim ? 6 : 4);
        return trim;
    }

    private void token(int open) {
        int start = at;
        char first = text.charAt(at);
        if (isBlank(at)) {
            while (at < text.length() && isBlank(at) && !text.startsWith("-" + CLOSE, at + 1)) {
                at++;
            }
            tokens.add(new Token(Kind.SPACE, " ", start));
        } else if (text.startsWith(":=", at)) {
            at += 2;
            tokens.add(new Token(Kind.DECLARE, ":=", start));
        } else if (SINGLE.containsKey(first)) {
            at++;
            tokens.add(new Token(SINGLE.get(first), String.valueOf(first), start));
        } else if (first == '"' || first == '`' || first == '\'') {
            Literals.Read read = Literals.quoted(source, start, open);
            at = read.end();
            tokens.add(new Token(first == '\'' ? Kind.NUMBER : Kind.STRING, read.value(), start));
        } else if (first == '.' || first == '$' || isWordPart(first) || first == '-' || first == '+') {
            word(start, first);
        } else {
            throw source.wrong(start, "the character '" + first + "' has no meaning here.");
        }
    }

    private void word(int start, char first) {
        boolean signed = first == '-' || first == '+';
        boolean number = signed || Character.isDigit(first);
        boolean marked = first == '.' || first == '$';
        at++;
        while (at < text.length() && (isWordPart(text.charAt(at)) || (number && text.charAt(at) == '.'))) {
            at++;
        }
        String word = text.substring(start, at);
        if (number || (first == '.' && word.length() > 1 && Character.isDigit(word.charAt(1)))) {
            tokens.add(new Token(Kind.NUMBER, String.valueOf(Literals.number(source, start, word)), start));
        } else if (first == '.') {
            tokens.add(new Token(word.length() == 1 ? Kind.DOT : Kind.FIELD, word.substring(1), start));
        } else {
            tokens.add(new Token(marked ? Kind.VARIABLE : Kind.WORD, marked ? word.substring(1) : word, start));
        }
    }

    private static boolean isWordPart(char character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }

    private boolean isBlank(int index) {
        return index < text.length() && BLANKS.indexOf(text.charAt(index)) >= 0;
    }
}
