package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.List;

/**
 * A library's exception without the secrets that its words might repeat, its causes likewise; on one line and without
 * what a terminal would obey, for the words may be a server's.
 */
public final class Redacted extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500;

    private final String words;

    /**
     * The same without secrets.
     *
     * @param secrets what must not come out
     */
    public Redacted(Throwable original, List<String> secrets) {
        this(original, secrets, 0);
    }

    private Redacted(Throwable original, List<String> secrets, int depth) {
        super(
                original.getClass().getName() + ": " + clean(Reasons.of(original), secrets),
                cause(original, secrets, depth));
        this.words = clean(Reasons.of(original), secrets);
        setStackTrace(original.getStackTrace());
    }

    /** What it says, without its type. */
    public String words() {
        return words;
    }

    private static Throwable cause(Throwable original, List<String> secrets, int depth) {
        Throwable cause = original.getCause();
        return cause == null || depth > 20 ? null : new Redacted(cause, secrets, depth + 1);
    }

    /** A text of a server's, without secrets, on one line, and not too long. */
    public static String clean(String words, List<String> secrets) {
        String clean = words;
        for (String secret : secrets) {
            clean = secret.isBlank() ? clean : clean.replace(secret, "…");
        }
        String line = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
