package io.jenkins.plugins.continuousdeployment.engine.template;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Reads a template's tokens. Unknown functions and variables are refused here, wherever they stand. */
final class Parser {
    private static final int DEEPEST = 100;
    private static final Set<String> UNSUPPORTED = Set.of("define", "template", "block");

    private final TemplateText source;
    private final List<Token> tokens;
    private final Deque<Integer> scopes = new ArrayDeque<>();
    private final List<String> variables = new ArrayList<>(List.of(""));
    private int next;
    private int depth;
    private int loops;

    private Parser(TemplateText source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    static List<Node> parse(TemplateText source) {
        Parser parser = new Parser(source);
        List<Node> nodes = new ArrayList<>();
        String end = parser.list(nodes);
        if (!end.isEmpty()) {
            throw source.wrong(parser.before().at(), "{{" + end + "}} closes nothing: there is no if, range or with.");
        }
        return nodes;
    }

    /** Reads up to {@code end}, {@code else} or the template's end; says which of the first two it was. */
    private String list(List<Node> nodes) {
        while (true) {
            Token token = take();
            if (token.kind() == Kind.END) {
                return "";
            }
            if (token.kind() == Kind.TEXT) {
                nodes.add(new Node.Text(token.text()));
                continue;
            }
            space();
            String word = peek().kind() == Kind.WORD ? peek().text() : "";
            if ("end".equals(word) || "else".equals(word)) {
                take();
                return word;
            }
            nodes.add(action(token, word));
        }
    }

    private Node action(Token open, String word) {
        if (UNSUPPORTED.contains(word)) {
            throw source.wrong(peek().at(), "'" + word + "' is not supported: a template is one piece here.");
        }
        if (++depth > DEEPEST) {
            throw source.wrong(open.at(), "more than " + DEEPEST + " levels within each other.");
        }
        Node node =
                switch (word) {
                    case "if", "with", "range" -> control(take());
                    case "break", "continue" -> leave(take());
                    default -> {
                        Node.Pipe pipe = pipe(false);
                        expect(Kind.CLOSE, "}}");
                        yield new Node.Output(pipe);
                    }
                };
        depth--;
        return node;
    }

    private Node leave(Token word) {
        if (loops == 0) {
            throw source.wrong(word.at(), "'" + word.text() + "' stands in no range.");
        }
        expect(Kind.CLOSE, "}}");
        return new Node.Leave("break".equals(word.text()));
    }

    private Node control(Token word) {
        boolean loop = "range".equals(word.text());
        scopes.push(variables.size());
        Node.Pipe pipe = pipe(loop);
        expect(Kind.CLOSE, "}}");
        List<Node> body = new ArrayList<>();
        loops += loop ? 1 : 0;
        String end = block(body, word);
        loops -= loop ? 1 : 0;
        List<Node> otherwise = new ArrayList<>();
        if ("else".equals(end)) {
            otherwise(word, otherwise);
        } else {
            expect(Kind.CLOSE, "}}");
        }
        variables.subList(scopes.pop(), variables.size()).clear();
        return loop
                ? new Node.Loop(pipe, body, otherwise)
                : new Node.Choice("with".equals(word.text()), pipe, body, otherwise);
    }

    /** After {@code else}: the rest of a chain, or a last block. */
    private void otherwise(Token word, List<Node> nodes) {
        space();
        if (peek().kind() == Kind.WORD && peek().text().equals(word.text()) && !"range".equals(word.text())) {
            if (++depth > DEEPEST) {
                throw source.wrong(word.at(), "more than " + DEEPEST + " alternatives.");
            }
            nodes.add(control(take()));
            depth--;
            return;
        }
        expect(Kind.CLOSE, "}}");
        if (!"end".equals(block(nodes, word))) {
            throw source.wrong(before().at(), "a second {{else}} of the same '" + word.text() + "'.");
        }
        expect(Kind.CLOSE, "}}");
    }

    private String block(List<Node> nodes, Token word) {
        scopes.push(variables.size());
        String end = list(nodes);
        variables.subList(scopes.pop(), variables.size()).clear();
        if (end.isEmpty()) {
            throw source.wrong(word.at(), "this '" + word.text() + "' is not closed. Write {{end}}.");
        }
        return end;
    }

    private Node.Pipe pipe(boolean loop) {
        space();
        int at = peek().at();
        List<String> names = new ArrayList<>();
        boolean declares = declaration(names, loop);
        List<Node.Command> commands = new ArrayList<>();
        do {
            commands.add(command(commands.size()));
        } while (skip(Kind.PIPE));
        if (declares) {
            variables.addAll(names);
        }
        return new Node.Pipe(at, names, declares, commands);
    }

    /** The variables before {@code :=} or {@code =}; says whether they are new. */
    private boolean declaration(List<String> names, boolean loop) {
        int start = next;
        do {
            space();
            if (peek().kind() != Kind.VARIABLE) {
                break;
            }
            names.add(take().text());
            space();
        } while (loop && names.size() < 2 && skip(Kind.COMMA));
        Kind kind = peek().kind();
        boolean sets = !names.isEmpty() && (kind == Kind.DECLARE || kind == Kind.ASSIGN);
        if (!sets) {
            names.clear();
            next = start;
            return false;
        }
        Token sign = take();
        if (sign.kind() == Kind.ASSIGN) {
            names.forEach(name -> known(name, sign.at()));
        }
        return sign.kind() == Kind.DECLARE;
    }

    private void known(String name, int at) {
        if (!variables.contains(name)) {
            throw source.wrong(
                    at,
                    "there is no variable $" + name + " here." + Nearest.hint(name, variables)
                            + " Variables are set by {{$name := …}} and end with their block.");
        }
    }

    private Node.Command command(int stage) {
        space();
        int at = peek().at();
        List<Node.Term> terms = new ArrayList<>();
        boolean apart = true;
        while (!Set.of(Kind.PIPE, Kind.RIGHT, Kind.CLOSE, Kind.END).contains(peek().kind())) {
            if (!apart) {
                throw source.wrong(peek().at(), "a space is missing before '" + peek().text() + "'.");
            }
            terms.add(term());
            apart = space();
        }
        if (terms.isEmpty()) {
            throw source.wrong(at, "a value is missing here.");
        }
        if (stage > 0 && terms.get(0).start() instanceof Node.Literal) {
            throw source.wrong(at, "after | stands a function, not a value.");
        }
        return new Node.Command(at, terms);
    }

    private Node.Term term() {
        Token token = take();
        if (token.kind() == Kind.FIELD) {
            return new Node.Term(token.at(), new Node.Dot(), fields(token));
        }
        Node.Start start = start(token);
        List<Token> fields = fields(null);
        if (!fields.isEmpty() && (start instanceof Node.Literal || start instanceof Node.Function)) {
            throw source.wrong(
                    fields.get(0).at(),
                    "'" + token.text() + "' has no field " + fields.get(0).text() + ".");
        }
        return new Node.Term(token.at(), start, fields);
    }

    private Node.Start start(Token token) {
        return switch (token.kind()) {
            case DOT -> new Node.Dot();
            case STRING -> new Node.Literal(token.text());
            case NUMBER -> new Node.Literal(Long.valueOf(token.text()));
            case WORD -> word(token);
            case VARIABLE -> {
                known(token.text(), token.at());
                yield new Node.Variable(token.text());
            }
            case LEFT -> {
                if (++depth > DEEPEST) {
                    throw source.wrong(token.at(), "more than " + DEEPEST + " levels within each other.");
                }
                Node.Pipe pipe = pipe(false);
                expect(Kind.RIGHT, ")");
                depth--;
                yield new Node.Inner(pipe);
            }
            default -> throw source.wrong(token.at(), "'" + token.text() + "' can't stand here.");
        };
    }

    private Node.Start word(Token token) {
        return switch (token.text()) {
            case "true" -> new Node.Literal(true);
            case "false" -> new Node.Literal(false);
            case "nil" -> new Node.Literal(null);
            default -> {
                if (!Functions.NAMES.contains(token.text())) {
                    throw source.wrong(
                            token.at(),
                            "there is no function '" + token.text() + "'."
                                    + Nearest.hint(token.text(), Functions.NAMES) + " There are: "
                                    + String.join(", ", Functions.NAMES) + ". A field begins with a dot.");
                }
                yield new Node.Function(token.text());
            }
        };
    }

    private List<Token> fields(Token first) {
        List<Token> fields = new ArrayList<>();
        if (first != null) {
            fields.add(first);
        }
        while (peek().kind() == Kind.FIELD) {
            fields.add(take());
        }
        return fields;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token before() {
        return tokens.get(next - 1);
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean space() {
        return skip(Kind.SPACE);
    }

    private boolean skip(Kind kind) {
        boolean there = peek().kind() == kind;
        next += there ? 1 : 0;
        return there;
    }

    private void expect(Kind kind, String text) {
        space();
        Token token = take();
        if (token.kind() != kind) {
            throw source.wrong(token.at(), "'" + token.text() + "' can't stand here; " + text + " is expected.");
        }
    }
}
