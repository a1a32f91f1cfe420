package io.jenkins.plugins.continuousdeployment.cli;

/** How {@code cdctl} ends. */
final class ExitCode {
    /** Done, in sync, or healthy. */
    static final int OK = 0;

    /** There is a difference, a sync failed or broke midway, or something is not healthy. */
    static final int DIFFERENT = 1;

    /** Bad input, or surroundings that do not answer; nothing was changed. */
    static final int REFUSED = 2;

    /** Interrupted, as shells count it: 128 and SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
