package io.jenkins.plugins.continuousdeployment.engine.template;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Executes a template once. */
final class Interpreter {
    private static final int MOST_STEPS = 100_000;

    private final TemplateText source;
    private final int longest;
    private final StringBuilder output = new StringBuilder();
    private final List<Variable> variables = new ArrayList<>();
    private int steps;

    /** A variable's value now. */
    private static final class Variable {
        private final String name;
        private Object value;

        Variable(String name, Object value) {
            this.name = name;
            this.value = value;
        }
    }

    /** How a list of nodes ended. */
    private enum End {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private Interpreter(TemplateText source, int longest) {
        this.source = source;
        this.longest = longest;
    }

    /**
     * The text for some data.
     *
     * @param longest the most characters it may have
     */
    static String run(TemplateText source, List<Node> nodes, Struct data, int longest) {
        Interpreter run = new Interpreter(source, longest);
        run.variables.add(new Variable("", data));
        run.nodes(nodes, data);
        return run.output.toString();
    }

    private End nodes(List<Node> nodes, Object dot) {
        int scope = variables.size();
        End end = End.NORMAL;
        for (Node node : nodes) {
            end = node(node, dot);
            if (end != End.NORMAL) {
                break;
            }
        }
        forget(scope);
        return end;
    }

    private void forget(int scope) {
        variables.subList(scope, variables.size()).clear();
    }

    private End node(Node node, Object dot) {
        if (node instanceof Node.Text text) {
            print(text.text(), 0);
        } else if (node instanceof Node.Output print) {
            Object value = value(print.pipe(), dot);
            set(print.pipe(), value);
            if (print.pipe().names().isEmpty()) {
                print(Formats.text(value), print.pipe().at());
            }
        } else if (node instanceof Node.Choice choice) {
            return choose(choice, dot);
        } else if (node instanceof Node.Loop loop) {
            return repeat(loop, dot);
        } else if (node instanceof Node.Leave leave) {
            return leave.loop() ? End.BREAK : End.CONTINUE;
        }
        return End.NORMAL;
    }

    private void print(String text, int at) {
        if (output.length() + text.length() > longest) {
            throw source.wrong(at, "the text gets longer than " + longest + " characters.");
        }
        output.append(text);
    }

    private End choose(Node.Choice choice, Object dot) {
        int scope = variables.size();
        Object value = value(choice.pipe(), dot);
        set(choice.pipe(), value);
        boolean chosen = Values.isTrue(value);
        End end = nodes(chosen ? choice.then() : choice.otherwise(), chosen && choice.with() ? value : dot);
        forget(scope);
        return end;
    }

    private End repeat(Node.Loop loop, Object dot) {
        int scope = variables.size();
        List<Object[]> pairs = Values.pairs(value(loop.pipe(), dot));
        if (pairs == null) {
            throw source.wrong(
                    loop.pipe().at(),
                    "range goes over a list, a map or a number, and this is " + Values.type(value(loop.pipe(), dot))
                            + ".");
        }
        End end = pairs.isEmpty() ? nodes(loop.otherwise(), dot) : End.NORMAL;
        for (Object[] pair : pairs) {
            step(loop.pipe().at());
            List<String> names = loop.pipe().names();
            if (names.size() == 1) {
                assign(loop.pipe(), names.get(0), pair[1]);
            } else if (names.size() == 2) {
                assign(loop.pipe(), names.get(0), pair[0]);
                assign(loop.pipe(), names.get(1), pair[1]);
            }
            end = nodes(loop.body(), pair[1]);
            forget(scope);
            if (end == End.BREAK) {
                break;
            }
        }
        return pairs.isEmpty() ? end : End.NORMAL;
    }

    private void set(Node.Pipe pipe, Object value) {
        pipe.names().forEach(name -> assign(pipe, name, value));
    }

    private void assign(Node.Pipe pipe, String name, Object value) {
        if (pipe.declares()) {
            variables.add(new Variable(name, value));
        } else {
            variable(name).value = value;
        }
    }

    private Variable variable(String name) {
        for (int index = variables.size() - 1; index >= 0; index--) {
            if (variables.get(index).name.equals(name)) {
                return variables.get(index);
            }
        }
        throw new IllegalStateException("the parser knew $" + name);
    }

    private void step(int at) {
        if (++steps > MOST_STEPS) {
            throw source.wrong(at, "the template takes more than " + MOST_STEPS + " steps.");
        }
    }

    private Object value(Node.Pipe pipe, Object dot) {
        Object value = null;
        for (int stage = 0; stage < pipe.commands().size(); stage++) {
            value = value(pipe.commands().get(stage), dot, stage > 0, value);
        }
        return value;
    }

    private Object value(Node.Command command, Object dot, boolean piped, Object last) {
        step(command.at());
        Node.Term first = command.terms().get(0);
        if (first.start() instanceof Node.Function function) {
            return call(function.name(), command, dot, piped, last);
        }
        if (command.terms().size() > 1 || piped) {
            throw source.wrong(command.at(), "this is no function, and so takes no arguments.");
        }
        if (first.start() instanceof Node.Literal literal && literal.value() == null) {
            throw source.wrong(command.at(), "nil alone is no value to print or test.");
        }
        return value(first, dot);
    }

    private Object call(String name, Node.Command command, Object dot, boolean piped, Object last) {
        List<Object> arguments = new ArrayList<>();
        boolean lazy = "and".equals(name) || "or".equals(name);
        for (Node.Term term : command.terms().subList(1, command.terms().size())) {
            Object argument = value(term, dot);
            if (lazy && Values.isTrue(argument) == "or".equals(name)) {
                return argument;
            }
            arguments.add(argument);
        }
        if (piped) {
            arguments.add(last);
        }
        try {
            long length = 0;
            for (Object argument : arguments) {
                length += argument instanceof String text ? text.length() : 0;
            }
            Object value = length > 2L * longest ? "" : Functions.call(name, arguments);
            if (length > 2L * longest || (value instanceof String text && text.length() > longest)) {
                throw new IllegalArgumentException("the text gets longer than " + longest + " characters");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw source.wrong(command.at(), name + ": " + e.getMessage());
        }
    }

    private Object value(Node.Term term, Object dot) {
        Object value;
        if (term.start() instanceof Node.Literal literal) {
            value = literal.value();
        } else if (term.start() instanceof Node.Dot) {
            value = dot;
        } else if (term.start() instanceof Node.Variable variable) {
            value = variable(variable.name()).value;
        } else if (term.start() instanceof Node.Inner inner) {
            value = value(inner.pipe(), dot);
        } else {
            Node.Function function = (Node.Function) term.start();
            value = call(function.name(), new Node.Command(term.at(), List.of(term)), dot, false, null);
        }
        for (Token field : term.fields()) {
            value = field(value, field);
        }
        return value;
    }

    private Object field(Object value, Token field) {
        Map<?, ?> fields =
                value instanceof Struct struct ? struct.fields() : value instanceof Map<?, ?> map ? map : null;
        if (fields == null) {
            throw source.wrong(field.at(), Values.type(value) + " has no field " + field.text() + ".");
        }
        if (!fields.containsKey(field.text())) {
            List<String> names = fields.keySet().stream().map(String::valueOf).toList();
            throw source.wrong(
                    field.at(),
                    "there is no ." + field.text() + " in "
                            + Values.type(value) + "." + Nearest.hint(field.text(), names)
                            + (names.isEmpty() ? " It is empty." : " There are: ." + String.join(", .", names) + "."));
        }
        return fields.get(field.text());
    }
}
