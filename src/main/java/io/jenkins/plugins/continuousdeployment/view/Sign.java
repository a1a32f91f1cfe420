package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.project.Words;

/**
 * A status as it is shown: a word, a symbol and a colour, so that no one of them is needed to understand it.
 *
 * @param text in the reader's language
 * @param symbol a symbol's name
 * @param tone a class of Jenkins' design library
 * @param rank for sorting, worst first
 */
public record Sign(String text, String symbol, String tone, int rank) {
    private static final String GOOD = "jenkins-!-success-color";
    private static final String LATE = "jenkins-!-warning-color";
    private static final String BAD = "jenkins-!-error-color";
    private static final String QUIET = "jenkins-!-text-color-secondary";

    /** None: of a kind that has no health. */
    public static final Sign NONE = new Sign("", "", QUIET, 9);

    /** Of a sync status. */
    public static Sign of(SyncStatus status) {
        String text = Words.of(status);
        return switch (status) {
            case SYNCED -> new Sign(text, ion("checkmark-circle"), GOOD, 3);
            case OUT_OF_SYNC -> new Sign(text, ion("git-compare"), LATE, 1);
            case UNKNOWN -> new Sign(text, ion("help-circle"), QUIET, 2);
        };
    }

    /** Of a health; of null, which a kind without health has, {@link #NONE}. */
    public static Sign of(@CheckForNull HealthStatus health) {
        if (health == null) {
            return NONE;
        }
        String text = Words.of(health);
        return switch (health) {
            case HEALTHY -> new Sign(text, ion("heart"), GOOD, 6);
            case PROGRESSING -> new Sign(text, ion("hourglass"), LATE, 4);
            case DEGRADED -> new Sign(text, ion("heart-dislike"), BAD, 1);
            case SUSPENDED -> new Sign(text, ion("pause-circle"), QUIET, 5);
            case MISSING -> new Sign(text, ion("unlink"), BAD, 2);
            case UNKNOWN -> new Sign(text, ion("help-circle"), QUIET, 3);
        };
    }

    private static String ion(String name) {
        return "symbol-" + name + "-outline plugin-ionicons-api";
    }

    /** Whether there is anything to show. */
    public boolean isShown() {
        return !text.isEmpty();
    }
}
