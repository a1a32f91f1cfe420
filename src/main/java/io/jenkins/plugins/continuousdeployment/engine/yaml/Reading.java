package io.jenkins.plugins.continuousdeployment.engine.yaml;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How far the reading of one file has come: its documents, what is wrong with it, and what it has used of its limits. */
final class Reading {
    private static final int MAX_PROBLEMS = 50;

    private final String file;
    private final YamlLimits limits;
    private final Consumer<Problem> duplicates;
    private final List<YamlDocument> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int document;
    private long nodes;

    /**
     * Begins to read.
     *
     * @param duplicates takes what is known of keys that stand twice; null where that is a problem
     */
    Reading(String file, YamlLimits limits, Consumer<Problem> duplicates) {
        this.file = file;
        this.limits = limits;
        this.duplicates = duplicates;
    }

    String file() {
        return file;
    }

    /** Notes a key that stands twice, and tells whether the last one counts. */
    boolean duplicate(long mark, String message) {
        if (duplicates == null) {
            problem(mark, message);
            return false;
        }
        duplicates.accept(new Problem(place(mark), message + "; the last one counts"));
        return true;
    }

    /** Whatever comes now belongs to the next document. */
    void beginDocument() {
        document++;
    }

    void endDocument(Node root) {
        documents.add(new YamlDocument(file, document, root));
    }

    /** Notes something wrong; reading goes on, since there may be more. */
    void problem(long mark, String message) {
        problems.add(new Problem(place(mark), message));
        if (problems.size() >= MAX_PROBLEMS) {
            throw new RefusedException(problems);
        }
    }

    /** Something wrong after which nothing can be read. */
    RefusedException broken(long mark, String message) {
        problems.add(new Problem(place(mark), message));
        return new RefusedException(problems);
    }

    /** The same for one whose document the scanner knows, which runs ahead. */
    RefusedException broken(int document, long mark, String message) {
        this.document = document;
        return broken(mark, message);
    }

    /** Counts nodes against the limit. */
    void use(int count, long mark) {
        nodes += count;
        if (nodes > limits.maxNodes()) {
            throw broken(
                    mark,
                    String.format(
                            Locale.ROOT,
                            "the file holds more than %,d values, aliases counted with all that they stand for;"
                                    + " raise the setting maxNodes if this is meant",
                            limits.maxNodes()));
        }
    }

    /** Checks how deep a map or list is nested, the outermost at 1. */
    void enter(int depth, long mark) {
        if (depth > limits.maxDepth()) {
            throw broken(
                    mark,
                    "nested deeper than " + limits.maxDepth() + " levels; raise the setting maxDepth if this is meant");
        }
    }

    /** What was read, or everything that is wrong. */
    List<YamlDocument> result() {
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return List.copyOf(documents);
    }

    private Place place(long mark) {
        return new Place(file, document, Positions.line(mark), Positions.column(mark));
    }
}
