package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;

/** Prints what a sync did, and tells how it ended. */
final class SyncResult {
    private SyncResult() {}

    static int print(Console console, OutputOption output, ChangeSet changes, boolean waited, TextOutput.Tense tense) {
        if (output.json()) {
            console.answer(JsonOutput.text(changes));
        } else {
            TextOutput.print(console, changes, tense);
        }
        if (Thread.currentThread().isInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        boolean done = !changes.failed() && changes.summary().syncStatus() != SyncStatus.OUT_OF_SYNC;
        return done && (changes.summary().health().isWell() || !waited) ? ExitCode.OK : ExitCode.DIFFERENT;
    }
}
