package io.jenkins.plugins.continuousdeployment.view;

/** Commit ids for people. */
final class Commits {
    private static final int SHOWN = 10;

    private Commits() {}

    static String shortened(String commit) {
        return commit.length() > SHOWN ? commit.substring(0, SHOWN) : commit;
    }
}
