package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * Asks one repository what its revisions mean, for all projects on it: one question, and where something is new one
 * fetch, however many they are. While it does not answer, what it said last holds.
 */
final class RepositoryLoop {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_TURN = Duration.ofMinutes(35);
    private static final Retry AGAIN = new Retry(Integer.MAX_VALUE, FIRST_RETRY, 2, LONGEST_TURN);

    private final String stamp;
    private final GitSource source;
    private final Surroundings around;
    private final Heard heard;
    private final Turns.Turn turn;
    private final LongFetch longFetch;
    private final Optional<Duration> ownInterval;
    private final Map<ProjectLoop, Wanted> wanted = new HashMap<>();
    private final Map<String, Found> found = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    /** Those who wait for the answer that Git is being asked for. */
    private List<Runnable> asking = List.of();

    private int failures;

    /** What a project wants to know. */
    private record Wanted(String revision, Duration interval) {}

    /** What a revision means. */
    sealed interface Found {
        /** This commit. */
        record At(Revision revision) implements Found {
            public At {
                Objects.requireNonNull(revision, "revision");
            }
        }

        /** Nothing, and why. */
        record Nothing(String why) implements Found {
            public Nothing {
                Objects.requireNonNull(why, "why");
            }
        }
    }

    /** Hears how the repository is. */
    interface Heard {
        void unreachable(String what, String why);

        void back(String what);

        void fetching(String what, String howFar);
    }

    RepositoryLoop(Sites.RepositorySite site, Turns turns, Surroundings around, Heard heard) {
        this.stamp = site.stamp();
        this.ownInterval = site.interval();
        this.source = site.open().get();
        this.around = around;
        this.heard = heard;
        this.turn = turns.turn(source == null ? site.key() : source.address().toString(), this::ask, LONGEST_TURN);
        this.longFetch = new LongFetch(
                turns.alarms(), () -> source().fetching(), progress -> heard.fetching(name(), progress.toString()));
    }

    /**
     * Its client.
     *
     * @throws RefusedException where there is none, since the files come with each order
     */
    GitSource source() {
        if (source == null) {
            throw new RefusedException("there is no repository: the files come from a workspace, with each sync.");
        }
        return source;
    }

    /** From now on a project wants to know what a revision means; told by {@link ProjectLoop#soon}. */
    void want(ProjectLoop project, String revision, Duration interval) {
        synchronized (this) {
            Wanted now = new Wanted(revision, interval);
            if (now.equals(wanted.put(project, now)) && found.containsKey(revision)) {
                return;
            }
        }
        turn.soon();
    }

    /** A project does not want to know any more. */
    synchronized void leave(ProjectLoop project) {
        wanted.remove(project);
    }

    /** Whether nobody wants to know anything; then it asks no more. */
    synchronized boolean unused() {
        if (wanted.isEmpty()) {
            turn.stop(true);
            // Whoever waits for an answer gets it from the repository that took its place; this one may hang.
            answer();
        }
        return wanted.isEmpty();
    }

    /** What a revision means; empty before the first answer. */
    synchronized Optional<Found> found(String revision) {
        return Optional.ofNullable(found.get(revision));
    }

    /** What a revision means, where Git answers at present and it means something. */
    synchronized Optional<Revision> tracked(String revision) {
        return failures == 0 && found.get(revision) instanceof Found.At at
                ? Optional.of(at.revision())
                : Optional.empty();
    }

    /** Whether it is read as a site says now. */
    boolean of(Sites.RepositorySite site) {
        return stamp.equals(site.stamp());
    }

    /** Whether its address fits; none does where there is no repository. */
    boolean isAt(Predicate<String> address) {
        return source != null && address.test(source.address().toString());
    }

    /** Asks at once, since somebody knows that there is something new, or wants to be told when that is known. */
    void now(Runnable answered) {
        synchronized (this) {
            listeners.add(answered);
        }
        if (!turn.soon()) {
            answer();
        }
    }

    private void answer() {
        List<Runnable> waiting;
        synchronized (this) {
            waiting = new ArrayList<>(asking);
            waiting.addAll(listeners);
            asking = List.of();
            listeners.clear();
        }
        waiting.forEach(Runnable::run);
    }

    private void ask() {
        synchronized (this) {
            asking = List.copyOf(listeners);
            listeners.clear();
        }
        try {
            askGit();
        } finally {
            List<Runnable> answered;
            synchronized (this) {
                answered = asking;
                asking = List.of();
            }
            answered.forEach(Runnable::run);
        }
    }

    private void askGit() {
        Set<String> revisions = new LinkedHashSet<>();
        synchronized (this) {
            wanted.values().forEach(each -> revisions.add(each.revision()));
        }
        if (revisions.isEmpty() || source == null) {
            return;
        }
        try {
            Map<String, Found> answers = new HashMap<>();
            longFetch.during(() -> source.resolveAll(revisions)
                    .forEach((revision, answer) -> answers.put(
                            revision,
                            answer.revision() != null
                                    ? new Found.At(answer.revision())
                                    : new Found.Nothing(answer.problem()))));
            if (failures > 0) {
                failures = 0;
                heard.back(name());
            }
            tell(answers);
            turn.after(around.jittered(interval()));
        } catch (CancellationException e) {
            turn.after(FIRST_RETRY);
        } catch (RefusedException e) {
            failed(e, revisions);
        }
    }

    private void failed(RefusedException failure, Set<String> revisions) {
        if (++failures == 1) {
            heard.unreachable(name(), failure.getMessage());
        }
        Map<String, Found> answers = new HashMap<>();
        synchronized (this) {
            for (String revision : revisions) {
                boolean known = found.get(revision) instanceof Found.At;
                if (!known) {
                    answers.put(revision, new Found.Nothing(failure.getMessage()));
                }
            }
        }
        tell(answers);
        Duration wait = AGAIN.before(failures);
        boolean soon = failure instanceof RepositoryUnreachableException && wait.compareTo(interval()) < 0;
        turn.after(around.jittered(soon ? wait : interval()));
    }

    private void tell(Map<String, Found> answers) {
        List<ProjectLoop> concerned = new ArrayList<>();
        synchronized (this) {
            Set<String> changed = new LinkedHashSet<>();
            answers.forEach((revision, answer) -> {
                if (!answer.equals(found.put(revision, answer))) {
                    changed.add(revision);
                }
            });
            wanted.forEach((project, each) -> {
                if (changed.contains(each.revision())) {
                    concerned.add(project);
                }
            });
        }
        concerned.forEach(ProjectLoop::desiredChanged);
    }

    private synchronized Duration interval() {
        return ownInterval
                .or(() -> wanted.values().stream().map(Wanted::interval).min(Duration::compareTo))
                .orElse(Duration.ofMinutes(1));
    }

    private String name() {
        return "repository " + source().address();
    }
}
