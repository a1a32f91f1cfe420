package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;

/** Decides whom a failed fetch is to be blamed on: the server, the mirror, or the thread's own end. */
final class FetchFailure {
    private final RepositoryAccess access;
    private final Witness witness;

    FetchFailure(RepositoryAccess access, Witness witness) {
        this.access = access;
        this.witness = witness;
    }

    /**
     * Sorts.
     *
     * @param mirror the mirror's repository
     * @param start when the command began, by {@link System#nanoTime()}
     * @return what to throw because of the server; null where the folder is to blame
     * @throws MirrorDamagedException where the mirror must be replaced
     */
    RefusedException sort(Throwable failure, Path mirror, long start) throws MirrorDamagedException {
        boolean server = failure instanceof TransportException || failure instanceof NotSupportedException;
        if (interrupted(failure, start)) {
            throw Cancelled.of("fetch of " + access.address(), failure);
        }
        if (!server) {
            if (Damage.whileReading(failure, mirror)) {
                throw new MirrorDamagedException(Reasons.of(failure), failure);
            }
            return null;
        }
        GitFailures failures = new GitFailures(access, witness);
        if (!failures.blamesServer() && Damage.whileFetching(failure, mirror)) {
            throw new MirrorDamagedException(Reasons.of(failure), failure);
        }
        return failures.explain(failure);
    }

    /** JGit's time-outs are interrupts too: one that comes before its time is somebody else's. */
    private boolean interrupted(Throwable failure, long start) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        boolean timer = Reasons.cause(failure, InterruptedIOException.class) != null
                && Reasons.cause(failure, java.net.SocketTimeoutException.class) == null;
        return timer && System.nanoTime() - start < access.timeouts().idle().toNanos();
    }
}
