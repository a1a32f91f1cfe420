package io.jenkins.plugins.continuousdeployment.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Nothing was done, and why: bad input, or surroundings that did not answer. All problems of a kind come together.
 * Its message is for a person and holds no credential.
 */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * All problems of a kind.
     *
     * @param problems at least one, in the order of the input
     */
    public RefusedException(List<Problem> problems) {
        this(problems, null);
    }

    /**
     * All problems of a kind, with what was caught.
     *
     * @param problems at least one, in the order of the input
     * @param cause null where nothing was caught
     */
    public RefusedException(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    /** One problem that has no place in a file. */
    public RefusedException(String message) {
        this(List.of(Problem.of(message)));
    }

    /** One problem that has no place in a file, with what was caught. */
    public RefusedException(String message, Throwable cause) {
        this(List.of(Problem.of(message)), cause);
    }

    /** What is wrong, at least one entry, in the order of the input. */
    public List<Problem> problems() {
        return problems;
    }
}
