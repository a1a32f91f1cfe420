package io.jenkins.plugins.continuousdeployment.engine.yaml;

/** The text is no YAML from here on. Its message is for a person and repeats nothing of the text. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long mark;

    Malformed(long mark, String message) {
        super(message, null, false, false);
        this.mark = mark;
    }

    long mark() {
        return mark;
    }
}
