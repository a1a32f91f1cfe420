package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.tokens.BlockEndToken;
import org.yaml.snakeyaml.tokens.BlockEntryToken;
import org.yaml.snakeyaml.tokens.BlockMappingStartToken;
import org.yaml.snakeyaml.tokens.BlockSequenceStartToken;
import org.yaml.snakeyaml.tokens.DocumentEndToken;
import org.yaml.snakeyaml.tokens.DocumentStartToken;
import org.yaml.snakeyaml.tokens.FlowEntryToken;
import org.yaml.snakeyaml.tokens.FlowMappingEndToken;
import org.yaml.snakeyaml.tokens.FlowMappingStartToken;
import org.yaml.snakeyaml.tokens.FlowSequenceEndToken;
import org.yaml.snakeyaml.tokens.FlowSequenceStartToken;
import org.yaml.snakeyaml.tokens.KeyToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.StreamEndToken;
import org.yaml.snakeyaml.tokens.StreamStartToken;
import org.yaml.snakeyaml.tokens.Token;
import org.yaml.snakeyaml.tokens.ValueToken;

/**
 * Text → tokens, in place of SnakeYAML's own scanner, which refuses tabs between tokens and reads {@code {a:}} and some
 * others in another way than libyaml's descendants, of which Kubernetes' parser is one.
 *
 * <p>The tokens behind what may be a key wait until its colon came, which puts tokens in front of them, or can't come any
 * more.
 */
final class TokenScanner implements Scanner {
    private static final String NOT_PLAIN = "-?:,[]{}#&*!|>'\"%@`";

    private final Cursor text;
    private final NodeProperties properties;
    private final PossibleKeys keys;
    private final List<Token> tokens = new ArrayList<>();
    private int taken;
    private int documents;
    private boolean done;

    /** Whether nothing of the current document came yet. */
    private boolean fresh;

    /** The column of the innermost block, -1 outside of all; those around it below. */
    private int indent = -1;

    private final Deque<Integer> indents = new ArrayDeque<>();
    private boolean keyAllowed = true;

    TokenScanner(Cursor text) {
        this.text = text;
        this.properties = new NodeProperties(text);
        this.keys = new PossibleKeys(text);
        tokens.add(new StreamStartToken(text.mark(), text.mark()));
    }

    /** Which document of the stream is being scanned, from 1. */
    int document() {
        return Math.max(documents, 1);
    }

    @Override
    public boolean checkToken(Token.ID choice) {
        fill();
        return !tokens.isEmpty() && tokens.get(0).getTokenId() == choice;
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
        fill();
        if (tokens.isEmpty()) {
            return false;
        }
        Token.ID next = tokens.get(0).getTokenId();
        for (Token.ID choice : choices) {
            if (next == choice) {
                return true;
            }
        }
        return choices.length == 0;
    }

    @Override
    public Token peekToken() {
        fill();
        return tokens.get(0);
    }

    @Override
    public Token getToken() {
        fill();
        taken++;
        return tokens.remove(0);
    }

    @Override
    public void resetDocumentIndex() {
        // the limit on code points that it serves is kept elsewhere
    }

    private void fill() {
        while (!done && (tokens.isEmpty() || keys.include(taken))) {
            fetch();
        }
    }

    // Keys and indentation

    /** What comes now may be a key, and no other may follow it at once. */
    private void possibleKey() {
        if (keyAllowed) {
            keys.remember(taken + tokens.size(), !keys.inFlow() && indent == text.column());
        }
        keyAllowed = false;
    }

    private boolean deepen(int column) {
        if (keys.inFlow() || indent >= column) {
            return false;
        }
        indents.push(indent);
        indent = column;
        return true;
    }

    private void unwind(int column) {
        while (!keys.inFlow() && indent > column) {
            Mark mark = text.mark();
            tokens.add(new BlockEndToken(mark, mark));
            indent = indents.pop();
        }
    }

    /** Checks that a block entry can begin here, and begins its block where it is the first. */
    private void blockEntry(String otherwise, BiFunction<Mark, Mark, Token> block) {
        if (keys.inFlow()) {
            return;
        }
        if (!keyAllowed) {
            throw text.malformed(otherwise);
        }
        if (deepen(text.column())) {
            tokens.add(block.apply(text.mark(), text.mark()));
        }
    }

    // Tokens

    private void fetch() {
        skipToToken();
        unwind(text.column());
        char c = text.peek();
        if (c == Cursor.END) {
            end();
        } else if (c == '%' && text.column() == 0) {
            outermost();
            tokens.add(properties.directive());
        } else if (text.atDocumentMark()) {
            documentMark(c);
        } else {
            documents = document();
            fresh = false;
            indicatorOrScalar(c);
        }
    }

    /**
     * Passes blanks, comments and line breaks. Tabs may stand between tokens, but not where a key or a block may begin,
     * since there they would indent.
     */
    private void skipToToken() {
        while (true) {
            if (fresh) {
                text.skipByteOrderMark();
            }
            while (text.peek() == ' ' || (text.peek() == '\t' && (keys.inFlow() || !keyAllowed))) {
                text.skip(1);
            }
            text.skipComment();
            if (text.skipBreak().isEmpty()) {
                return;
            }
            keyAllowed |= !keys.inFlow();
        }
    }

    private void end() {
        outermost();
        tokens.add(new StreamEndToken(text.mark(), text.mark()));
        done = true;
    }

    private void outermost() {
        unwind(-1);
        keys.forget();
        keyAllowed = false;
    }

    private void documentMark(char c) {
        outermost();
        if (c == '-') {
            documents++;
            fresh = true;
            indicator(3, DocumentStartToken::new);
        } else {
            indicator(3, DocumentEndToken::new);
        }
    }

    private void indicator(int length, BiFunction<Mark, Mark, Token> token) {
        Mark start = text.mark();
        text.skip(length);
        tokens.add(token.apply(start, text.mark()));
    }

    private void indicatorOrScalar(char c) {
        boolean spaceBehind = Cursor.isSpace(text.peek(1));
        switch (c) {
            case '[' -> open(FlowSequenceStartToken::new);
            case '{' -> open(FlowMappingStartToken::new);
            case ']' -> close(FlowSequenceEndToken::new);
            case '}' -> close(FlowMappingEndToken::new);
            case ',' -> comma();
            case '&', '*' -> property(properties::anchorOrAlias);
            case '!' -> property(properties::tag);
            case '\'', '"' -> quoted(c);
            case '-' -> choose(spaceBehind, this::dash);
            case '?' -> choose(spaceBehind || keys.inFlow(), this::question);
            case ':' -> choose(spaceBehind || keys.inFlow(), this::colon);
            case '|', '>' -> choose(!keys.inFlow(), this::block);
            default -> plain();
        }
    }

    private void choose(boolean indicator, Runnable token) {
        if (indicator) {
            token.run();
        } else {
            plain();
        }
    }

    private void open(BiFunction<Mark, Mark, Token> token) {
        possibleKey();
        keys.open();
        keyAllowed = true;
        indicator(1, token);
    }

    private void close(BiFunction<Mark, Mark, Token> token) {
        keys.close();
        keyAllowed = false;
        indicator(1, token);
    }

    private void comma() {
        keys.forget();
        keyAllowed = true;
        indicator(1, FlowEntryToken::new);
    }

    private void dash() {
        blockEntry("a list entry (-) can't begin here; give it a line of its own", BlockSequenceStartToken::new);
        keys.forget();
        keyAllowed = true;
        indicator(1, BlockEntryToken::new);
    }

    private void question() {
        blockEntry("a key (?) can't begin here; give it a line of its own", BlockMappingStartToken::new);
        keys.forget();
        keyAllowed = !keys.inFlow();
        indicator(1, KeyToken::new);
    }

    private void colon() {
        PossibleKeys.Key key = keys.take();
        if (key == null) {
            blockEntry(
                    "a second ':' can't stand in a value; quote the value, or give the key a line of its own",
                    BlockMappingStartToken::new);
            keyAllowed = !keys.inFlow();
        } else {
            int position = key.number() - taken;
            tokens.add(position, new KeyToken(key.mark(), key.mark()));
            if (deepen(key.mark().getColumn())) {
                tokens.add(position, new BlockMappingStartToken(key.mark(), key.mark()));
            }
            keyAllowed = false;
        }
        indicator(1, ValueToken::new);
    }

    private void property(Supplier<Token> property) {
        possibleKey();
        tokens.add(property.get());
    }

    // Scalars

    private void quoted(char quote) {
        possibleKey();
        Mark start = text.mark();
        String value = new QuotedScalar(text).read();
        span(start, text.index(), text.line());
        scalar(value, start, quote == '"' ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.SINGLE_QUOTED);
    }

    private void block() {
        keys.forget();
        keyAllowed = true;
        Mark start = text.mark();
        ScalarStyle style = text.peek() == '|' ? ScalarStyle.LITERAL : ScalarStyle.FOLDED;
        BlockScalar scalar = new BlockScalar(text, indent);
        scalar(scalar.read(), start, style);
        if (text.spans() != null) {
            scalar.note(text.spans(), text.index());
        }
    }

    private void plain() {
        char c = text.peek();
        boolean begins = (NOT_PLAIN.indexOf(c) < 0 && !Cursor.isSpace(c))
                || (c == '-' && !Cursor.isBlank(text.peek(1)))
                || (!keys.inFlow() && (c == '?' || c == ':') && !Cursor.isSpace(text.peek(1)));
        if (!begins) {
            throw text.malformed(
                    c == '\t'
                            ? "a tab can't indent; use spaces"
                            : "nothing can begin with " + c + "; quote the text if it is meant as text");
        }
        possibleKey();
        Mark start = text.mark();
        PlainScalar scalar = new PlainScalar(text, keys.inFlow(), indent + 1);
        scalar(scalar.read(), start, ScalarStyle.PLAIN);
        span(start, scalar.end(), scalar.lastLine());
        keyAllowed = scalar.endedLine();
    }

    private void span(Mark start, int end, int lastLine) {
        if (text.spans() != null) {
            text.spans()
                    .scalar(new Spans.Scalar(
                            text.index(),
                            start.getIndex(),
                            end,
                            start.getLine() + 1,
                            start.getColumn() + 1,
                            lastLine + 1));
        }
    }

    private void scalar(String value, Mark start, ScalarStyle style) {
        tokens.add(new ScalarToken(value, style == ScalarStyle.PLAIN, start, text.mark(), style));
    }
}
