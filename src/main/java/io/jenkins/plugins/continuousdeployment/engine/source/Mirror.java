package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.RefSpec;

/**
 * One mirror in this process: its open repository, and who asks the server. Many threads may want the newest refs at
 * once; whoever comes while one asks waits, and then one of the waiting asks for all of them.
 */
final class Mirror {
    /** As Git itself ({@code gc.autoPackLimit}): beyond it every look-up searches too many packs. */
    static final int MOST_PACKS = 50;

    private final MirrorFolder folder;
    private final RepositoryAddress address;
    private final Duration patience;
    private final Consumer<String> log;
    private final FetchListener listener;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicLong begun = new AtomicLong();
    private volatile MirrorRepository open; // changed by whoever has the turn
    private volatile FetchProgress fetching;
    private Outcome last; // for whoever has the turn
    private boolean swept; // likewise

    /**
     * What came of asking once.
     *
     * @param number which time it was, from 1
     * @param access what was asked with
     * @param refs the answer, or null
     * @param failure why there is none, or null
     */
    private record Outcome(long number, RepositoryAccess access, RemoteRefs refs, RefusedException failure) {
        Outcome {
            Objects.requireNonNull(access, "access");
        }

        boolean serves(long before, RepositoryAccess asked, List<RefSpec> specs) {
            return number > before && access.equals(asked) && (failure != null || refs.covers(specs));
        }

        RemoteRefs get() {
            if (failure != null) {
                throw failure;
            }
            return refs;
        }
    }

    Mirror(
            MirrorFolder folder,
            RepositoryAddress address,
            Duration patience,
            Consumer<String> log,
            FetchListener listener) {
        this.folder = folder;
        this.address = address;
        this.patience = patience;
        this.log = log;
        this.listener = listener;
    }

    /** How far the fetch is that goes on now; null where none does. */
    FetchProgress fetching() {
        return fetching;
    }

    /** The repository as it is, made if there is none. Reading it waits for nobody's fetch. */
    MirrorRepository repository() throws IOException {
        MirrorRepository ready = open;
        if (ready != null) {
            return ready;
        }
        turn.lock();
        try {
            if (open == null) {
                sweepOnce();
                folder.prepare(address);
                createIfMissing();
                open = MirrorRepository.at(folder.repository());
            }
            return open;
        } finally {
            turn.unlock();
        }
    }

    private void sweepOnce() throws IOException {
        if (!swept) {
            folder.sweep();
            swept = true;
        }
    }

    private void createIfMissing() throws IOException {
        if (!folder.exists()) {
            try (MirrorLock lock = lock()) {
                tidyAfter(lock);
                if (!folder.exists()) {
                    folder.create();
                }
            }
        }
    }

    /**
     * Brings the mirror to what the server has at some time after this call.
     *
     * @throws RefusedException where the server can't be read
     */
    RemoteRefs refresh(Wire wire, List<RefSpec> specs) {
        long before = begun.get();
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancelled.of("waiting for a fetch of " + address, e);
        }
        try {
            Outcome done = last;
            if (done == null || !done.serves(before, wire.access(), specs)) {
                done = ask(wire, specs);
                last = done;
            }
            return done.get();
        } finally {
            turn.unlock();
        }
    }

    /** How many threads wait for another's question to be answered. */
    int waiting() {
        return turn.getQueueLength();
    }

    private Outcome ask(Wire wire, List<RefSpec> specs) {
        long number = begun.incrementAndGet();
        try {
            return new Outcome(number, wire.access(), askTwice(wire, specs), null);
        } catch (RefusedException e) {
            return new Outcome(number, wire.access(), null, e);
        }
    }

    private RemoteRefs askTwice(Wire wire, List<RefSpec> specs) {
        try {
            return askOnce(wire, specs);
        } catch (MirrorDamagedException damaged) {
            try {
                replace(open, damaged.getMessage());
                return askOnce(wire, specs);
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    /** What the server has now; nothing is brought here. */
    RemoteRefs look(Wire wire, List<RefSpec> specs) {
        Witness witness = new Witness();
        long start = System.nanoTime();
        try (Fetch fetch = Fetch.begin(repository(), wire, specs, witness)) {
            return fetch.remote();
        } catch (RefusedException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw sorted(wire, witness, e, start);
        }
    }

    /** Why a conversation with the server failed, for a person. */
    RefusedException sorted(Wire wire, Witness witness, Exception failure, long start) {
        try {
            RefusedException refused =
                    new FetchFailure(wire.access(), witness).sort(failure, folder.repository(), start);
            return refused == null ? unusable(failure) : refused;
        } catch (MirrorDamagedException e) {
            return unusable(e);
        }
    }

    private RemoteRefs askOnce(Wire wire, List<RefSpec> specs) throws MirrorDamagedException {
        Witness witness = new Witness();
        long start = System.nanoTime();
        try {
            RemoteRefs current = talk(wire, specs, witness);
            return current != null ? current : talkLocked(wire, specs, witness);
        } catch (RefusedException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            RefusedException refused = new FetchFailure(wire.access(), witness).sort(e, folder.repository(), start);
            throw refused == null ? unusable(e) : refused;
        }
    }

    /** Talks without waiting for anybody; null where the mirror must change and another process is changing it. */
    private RemoteRefs talk(Wire wire, List<RefSpec> specs, Witness witness) throws IOException {
        try (Fetch fetch = Fetch.begin(repository(), wire, specs, witness)) {
            if (fetch.upToDate()) {
                return fetch.remote();
            }
            try (MirrorLock lock = MirrorLock.tryTake(folder.path())) {
                return lock == null ? null : run(fetch, lock);
            }
        }
    }

    /** Waits first: a server would not keep a conversation open as long as another process may take. */
    private RemoteRefs talkLocked(Wire wire, List<RefSpec> specs, Witness witness) throws IOException {
        try (MirrorLock lock = lock();
                Fetch fetch = Fetch.begin(repository(), wire, specs, witness)) {
            return run(fetch, lock);
        }
    }

    private RemoteRefs run(Fetch fetch, MirrorLock lock) throws IOException {
        tidyAfter(lock);
        if (!fetch.upToDate()) {
            transfer(fetch);
            collect();
        }
        return fetch.remote();
    }

    private void transfer(Fetch fetch) throws IOException {
        try {
            fetch.run(new FetchMonitor(address, progress -> {
                fetching = progress;
                listener.progress(progress);
            }));
        } finally {
            fetching = null;
            listener.ended(address);
        }
    }

    private MirrorLock lock() throws IOException {
        return MirrorLock.take(folder.path(), patience, "the fetch of " + address);
    }

    private void tidyAfter(MirrorLock lock) throws IOException {
        if (!lock.diedBefore().isEmpty()) {
            folder.cleanUp();
            log.accept(lock.diedBefore() + ", ended while it changed the mirror of " + address
                    + "; what it left unfinished was removed.");
        }
    }

    private void collect() throws IOException {
        if (folder.packs() > MOST_PACKS) {
            try {
                Git.wrap(repository()).gc().call();
            } catch (GitAPIException | RuntimeException e) {
                log.accept("the mirror of " + address + " could not be packed: " + Reasons.of(e));
            }
        }
    }

    /**
     * Throws a broken repository away, unless somebody has done so since it was opened.
     *
     * @param broken what was found broken; null if it could not even be opened
     */
    void replace(MirrorRepository broken, String why) throws IOException {
        turn.lock();
        try {
            if (broken != open) {
                return;
            }
            close();
            try (MirrorLock lock = lock()) {
                tidyAfter(lock);
                if (broken == null || broken.isStillThere()) {
                    log.accept("the mirror of " + address + " in " + folder.path() + " is damaged (" + why
                            + "): it is thrown away and fetched anew.");
                    folder.discard();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** Work that makes new objects. */
    @FunctionalInterface
    interface Adding<T> {
        T with(MirrorRepository repository, ObjectInserter inserter) throws IOException;
    }

    /**
     * Adds objects, which no ref reaches yet, so that a later packing drops those that never were pushed. They come as a
     * pack, and so count for {@link #MOST_PACKS}.
     */
    <T> T adding(Adding<T> work) throws IOException {
        return changing(repository -> {
            try (ObjectInserter inserter = repository.getObjectDatabase().newPackInserter()) {
                T made = work.with(repository, inserter);
                inserter.flush();
                return made;
            }
        });
    }

    /** Notes what was pushed, unless a fetch was faster; so the next fetch finds nothing new. */
    void pushed(String branch, ObjectId before, ObjectId after) {
        try {
            RefUpdate.Result result = changing(repository -> {
                RefUpdate update = repository.updateRef(branch);
                update.disableRefLog();
                update.setExpectedOldObjectId(before);
                update.setNewObjectId(after);
                RefUpdate.Result updated = update.update();
                collect();
                return updated;
            });
            if (result == RefUpdate.Result.IO_FAILURE) {
                throw new IOException("its ref " + branch + " can't be written");
            }
        } catch (IOException | RefusedException | CancellationException e) {
            log.accept("the mirror of " + address + " learns of what was pushed at the next fetch: " + Reasons.of(e));
        }
    }

    private <T> T changing(Changing<T> work) throws IOException {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancelled.of("waiting for a fetch of " + address, e);
        }
        try {
            MirrorRepository ready = repository();
            try (MirrorLock lock = lock()) {
                tidyAfter(lock);
                return work.of(ready);
            }
        } finally {
            turn.unlock();
        }
    }

    @FunctionalInterface
    private interface Changing<T> {
        T of(MirrorRepository repository) throws IOException;
    }

    /** Hears how conversations go on. */
    FetchListener listener() {
        return listener;
    }

    /** Whether reading failed because the repository is broken. */
    boolean isBroken(Throwable failure) {
        return Damage.whileReading(failure, folder.repository());
    }

    /** What to say where the folder is to blame. */
    RefusedException unusable(Throwable failure) {
        return new RefusedException(
                "the mirror of " + address + " in " + folder.path() + " can't be used: " + Reasons.of(failure)
                        + ". Look at the folder's rights and the free space.",
                failure);
    }

    /** Lets go of the files; the next use opens them again. */
    void close() {
        turn.lock();
        try {
            if (open != null) {
                open.close();
                open = null;
            }
        } finally {
            turn.unlock();
        }
    }
}
