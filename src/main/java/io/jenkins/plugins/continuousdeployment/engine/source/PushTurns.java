package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may push: one at a time for each branch of a repository, in the order in which they came, whatever credentials
 * they have. So those of one process don't race each other.
 */
final class PushTurns {
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    /** Given back when closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the turn.
     *
     * @param branch what is written to; branches of which there may be any number share one name
     */
    Turn take(RepositoryAddress address, String branch) {
        ReentrantLock turn = turns.computeIfAbsent(address + " " + branch, key -> new ReentrantLock(true));
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancelled.of("waiting to push to " + address, e);
        }
        return turn::unlock;
    }

    /** How many wait for their turn. */
    int waiting(RepositoryAddress address, String branch) {
        ReentrantLock turn = turns.get(address + " " + branch);
        return turn == null ? 0 : turn.getQueueLength();
    }
}
