package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One order to push, tried until it is done or can't be. Each try begins with what the server has then: fetch, edit,
 * commit, push. A commit that lost the race is forgotten; of one whose answer was lost, every following try looks first
 * whether it is on the branch.
 */
final class PushRound {
    /** After so many pushes without an answer the server is to blame, not chance. */
    private static final int MOST_UNSURE = 3;

    /** A server that speaks of somebody else's push so often, while the branch stays where it is, means something else. */
    private static final int MOST_STILL = 5;

    /** How often to ask a server that is gone what became of a commit. */
    private static final int MOST_LOOKS = 10;

    private final GitSource source;
    private final Mirror mirror;
    private final Wire wire;
    private final PushSurroundings surroundings;
    private final PushOrder order;
    private final PushPlanner planner;
    private final PushFailures failures;
    private final Instant begun;
    private final Map<ObjectId, Sent> unsure = new LinkedHashMap<>();
    private int tries;
    private int unsureInARow;
    private int stillInARow;

    /** A commit that was offered, and what came of it. */
    private record Sent(PushBase base, NewCommit.Made made, PushAnswer answer) {}

    PushRound(
            GitSource source,
            Mirror mirror,
            Wire wire,
            PushSurroundings surroundings,
            PushOrder order,
            TreeEditor editor) {
        this.source = source;
        this.mirror = mirror;
        this.wire = wire;
        this.surroundings = surroundings;
        this.order = order;
        this.begun = surroundings.clock().instant();
        this.planner = new PushPlanner(source, mirror, order, editor, new NewCommit(order, begun));
        this.failures = new PushFailures(wire.access());
    }

    PushResult run() {
        PushTurns.Turn turn = surroundings.turns().take(source.address(), order.turn());
        try (turn) {
            Sent last = null;
            while (true) {
                RemoteRefs remote = refresh();
                Optional<PushResult> arrived = arrived(remote);
                if (arrived.isPresent()) {
                    return arrived.get();
                }
                stopIfPointless(last, remote);
                PushPlanner.Plan plan = planner.plan(remote);
                if (plan.made().isEmpty()) {
                    return new PushResult("", plan.branch(), plan.tip().name(), List.of(), tries);
                }
                tries++;
                last = offer(plan.base(), plan.made().get());
                if (last.answer() instanceof PushAnswer.Landed) {
                    mirror.pushed(
                            last.base().ref(),
                            last.base().expected(),
                            last.made().id());
                    return done(last);
                }
                surroundings.pauseAfter(tries, source.address());
            }
        }
    }

    private PushResult done(Sent sent) {
        return new PushResult(
                sent.made().id().name(),
                sent.base().branch(),
                sent.base().start().name(),
                sent.made().paths(),
                tries);
    }

    /** What the server has. Where a commit may be there, a server that is gone for a moment is asked again. */
    private RemoteRefs refresh() {
        for (int looks = 1; ; looks++) {
            try {
                return source.refresh();
            } catch (RepositoryUnreachableException e) {
                if (unsure.isEmpty()) {
                    throw e;
                }
                if (looks == MOST_LOOKS) {
                    throw failures.lost(unsure.keySet().iterator().next().name(), e);
                }
                surroundings.pauseAfter(looks, source.address());
            }
        }
    }

    private Optional<PushResult> arrived(RemoteRefs remote) {
        for (Sent sent : unsure.values()) {
            ObjectId tip = remote.id(sent.base().ref());
            ObjectId commit = sent.made().id();
            boolean there = tip != null
                    && source.reading(repository ->
                            repository.getObjectDatabase().has(commit) && Commits.isAncestor(repository, commit, tip));
            if (there) {
                return Optional.of(done(sent));
            }
        }
        return Optional.empty();
    }

    private void stopIfPointless(Sent last, RemoteRefs remote) {
        if (last == null) {
            return;
        }
        stillInARow = last.base().isStill(remote) ? stillInARow + 1 : 0;
        if (last.answer() instanceof PushAnswer.Refused refused) {
            int most = PushFailures.isCrossed(refused) ? MOST_STILL : 1;
            if (PushFailures.isDecided(refused) || stillInARow >= most) {
                throw failures.refused(last.base(), refused);
            }
        }
        boolean over = tries >= order.limits().tries()
                || surroundings
                        .clock()
                        .instant()
                        .isAfter(begun.plus(order.limits().time()));
        if (last.answer() instanceof PushAnswer.Unsure lost && (over || unsureInARow >= MOST_UNSURE)) {
            throw failures.unanswered(last.base(), lost);
        }
        if (over) {
            throw new PushLostException("the branch " + last.base().branch() + " of the repository " + source.address()
                    + " was changed by others during each of " + tries
                    + " tries to push to it. Nothing was changed; try again when it is quieter.");
        }
    }

    private Sent offer(PushBase base, NewCommit.Made made) {
        Witness witness = new Witness();
        FetchListener listener = mirror.listener();
        long start = System.nanoTime();
        PushAnswer answer;
        try {
            answer = PushConversation.about(
                    mirror.repository(),
                    wire,
                    base,
                    made.id(),
                    order.options(),
                    witness,
                    new FetchMonitor(source.address(), listener::progress));
        } catch (RefusedException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            RefusedException noRight = Thread.currentThread().isInterrupted() ? null : failures.noRight(e, witness);
            throw noRight != null ? noRight : mirror.sorted(wire, witness, e, start);
        } finally {
            listener.ended(source.address());
        }
        Sent sent = new Sent(base, made, answer);
        unsureInARow = answer instanceof PushAnswer.Unsure ? unsureInARow + 1 : 0;
        if (answer instanceof PushAnswer.Unsure lost) {
            if (Thread.currentThread().isInterrupted()) {
                throw Cancelled.of("push to " + source.address(), lost.why());
            }
            unsure.put(made.id(), sent);
        }
        return sent;
    }
}
