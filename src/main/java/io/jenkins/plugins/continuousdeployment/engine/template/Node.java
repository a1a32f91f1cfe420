package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.List;
import java.util.Objects;

/** A part of a parsed template that is executed. */
sealed interface Node {
    /** Text that is printed as it stands. */
    record Text(String text) implements Node {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A pipeline whose value is printed, unless it sets a variable. */
    record Output(Pipe pipe) implements Node {
        public Output {
            Objects.requireNonNull(pipe, "pipe");
        }
    }

    /** {@code if}, and {@code with}, which makes its value the dot. */
    record Choice(boolean with, Pipe pipe, List<Node> then, List<Node> otherwise) implements Node {
        public Choice {
            Objects.requireNonNull(pipe, "pipe");
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code range}. */
    record Loop(Pipe pipe, List<Node> body, List<Node> otherwise) implements Node {
        public Loop {
            Objects.requireNonNull(pipe, "pipe");
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code break} or {@code continue}. */
    record Leave(boolean loop) implements Node {}

    /**
     * Commands, each with the last one's value as its last argument.
     *
     * @param at where it begins
     * @param names the variables that it sets
     * @param declares whether they are new
     * @param commands at least one
     */
    record Pipe(int at, List<String> names, boolean declares, List<Command> commands) {
        public Pipe {
            names = List.copyOf(names);
            commands = List.copyOf(commands);
        }
    }

    /** A value, or a function with its arguments. */
    record Command(int at, List<Term> terms) {
        public Command {
            terms = List.copyOf(terms);
        }
    }

    /** A part of a command, with the fields that are taken of it one after the other. */
    record Term(int at, Start start, List<Token> fields) {
        public Term {
            Objects.requireNonNull(start, "start");
            fields = List.copyOf(fields);
        }
    }

    /** What a term begins with. */
    sealed interface Start {}

    /** A string, a number or a truth value; null for {@code nil}. */
    record Literal(Object value) implements Start {}

    /** The dot. */
    record Dot() implements Start {}

    /** A variable; without a name what the template was given. */
    record Variable(String name) implements Start {
        public Variable {
            Objects.requireNonNull(name, "name");
        }
    }

    /** A function's name. */
    record Function(String name) implements Start {
        public Function {
            Objects.requireNonNull(name, "name");
        }
    }

    /** A pipeline in parentheses. */
    record Inner(Pipe pipe) implements Start {
        public Inner {
            Objects.requireNonNull(pipe, "pipe");
        }
    }
}
