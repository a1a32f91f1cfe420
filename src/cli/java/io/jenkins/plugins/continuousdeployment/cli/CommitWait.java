package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.UnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryUnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.sync.CompareMemory;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Waits for one commit of one project: by watches, and by asking Git now and then whether it is still wanted. */
final class CommitWait {
    private static final long LOOK_SECONDS = 3;

    private final Console console;
    private final Workspace workspace;
    private final Workspace.Tracked project;
    private final GitSource git;
    private final BlockingQueue<Boolean> changes = new ArrayBlockingQueue<>(1);
    private final CompareMemory memory = new CompareMemory(Clock.systemUTC());

    /**
     * How it ended.
     *
     * @param reached whether the commit, or a later one, is there and healthy
     * @param status of the project, as compared last
     * @param message for a person
     */
    record End(boolean reached, Status status, String message) {}

    CommitWait(Console console, Workspace workspace, Workspace.Tracked project) {
        this.console = console;
        this.workspace = workspace;
        this.project = project;
        this.git = project.repository();
    }

    /**
     * Waits.
     *
     * @throws RefusedException where the commit is none, or the first look at Git or the cluster fails
     */
    End until(String revision) {
        Revision wanted = git.resolve(revision);
        long end = System.nanoTime() + project.timeout().toNanos();
        Comparison last = look(wanted.commit());
        workspace.watch(() -> changes.offer(true));
        String said = "";
        while (true) {
            Optional<String> superseded = superseded(wanted);
            if (superseded.isPresent()) {
                return new End(false, last.status(), superseded.get());
            }
            if (well(last)) {
                return new End(true, last.status(), reached(wanted, last));
            }
            if (System.nanoTime() - end >= 0) {
                return new End(
                        false,
                        last.status(),
                        "Not there after " + project.timeout().toSeconds() + " s");
            }
            String now = "Waiting: " + last.status().summary().syncStatus() + ", "
                    + last.status().summary().health();
            if (!now.equals(said)) {
                console.progress(now);
                said = now;
            }
            pause();
            last = again(wanted, last);
        }
    }

    /** At the commit that the cluster's record says was synced, where that is a later one; else at the wanted one. */
    private Comparison look(String wanted) {
        Comparison atWanted = workspace.compare(project.at().apply(wanted), memory);
        String recorded = atWanted.status().summary().lastSynced();
        boolean later = !recorded.isEmpty() && !recorded.equals(wanted) && descends(wanted, recorded);
        return later ? workspace.compare(project.at().apply(recorded), memory) : atWanted;
    }

    private boolean descends(String wanted, String recorded) {
        try {
            return git.isAncestor(wanted, recorded);
        } catch (RefusedException e) {
            // A commit that this repository does not have: recorded from another, or from a branch that is gone.
            return false;
        }
    }

    /** While something does not answer, what was seen last stands. */
    private Comparison again(Revision wanted, Comparison last) {
        try {
            return look(wanted.commit());
        } catch (UnreachableException | RepositoryUnreachableException e) {
            console.progress("Waiting: " + e.getMessage());
            return last;
        }
    }

    private Optional<String> superseded(Revision wanted) {
        try {
            Revision tracked = git.resolve(project.revision());
            return git.isAncestor(wanted.commit(), tracked.commit())
                    ? Optional.empty()
                    : Optional.of("Superseded: " + wanted.commit() + " is not in the history of " + project.revision()
                            + " (" + tracked.commit() + "), so nobody will deploy it");
        } catch (RepositoryUnreachableException e) {
            console.progress("Waiting: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean well(Comparison comparison) {
        HealthStatus health = comparison.status().summary().health();
        return comparison.status().summary().syncStatus() == SyncStatus.SYNCED && health.isWell();
    }

    private static String reached(Revision wanted, Comparison comparison) {
        String commit = comparison.project().revision().commit();
        return commit.equals(wanted.commit()) ? "Reached" : "Reached, satisfied by the later commit " + commit;
    }

    private void pause() {
        try {
            changes.poll(LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the commit");
        }
    }
}
