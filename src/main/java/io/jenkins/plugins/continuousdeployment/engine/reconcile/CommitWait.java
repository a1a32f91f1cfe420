package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Waits for one commit of a project, without a thread: whoever waits asks now and then, and is answered from memory and
 * the mirror. Begins with a look at Git, so that a commit that was just pushed is known. For one thread at a time.
 */
public final class CommitWait {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Project project;
    private final String commit;
    private final Clock clock;
    private final Map<String, Boolean> descendants = new HashMap<>();
    private volatile boolean looked;
    private Instant lookAgain = Instant.MIN;

    /** What it wants to know of its project. */
    interface Project {
        /** How it is; empty where it is not in the loop. */
        Optional<ProjectState> state();

        /** What its revision means, as Git said last; empty while Git says nothing. */
        Optional<Revision> tracked();

        /**
         * Whether a commit is in the history of another.
         *
         * @throws RefusedException where one is not in the mirror
         */
        boolean descends(String ancestor, String descendant);

        /** Asks Git. */
        void look(Runnable answered);
    }

    /** How it is. */
    public sealed interface Answer {
        /**
         * Not there yet.
         *
         * @param message how the project is, for a person
         */
        record Waiting(String message) implements Answer {
            public Waiting {
                Objects.requireNonNull(message, "message");
            }
        }

        /**
         * The clusters equal what it says, and are healthy.
         *
         * @param satisfiedBy a later commit that is there in its place; empty where it is the commit itself
         */
        record There(String satisfiedBy) implements Answer {
            public There {
                Objects.requireNonNull(satisfiedBy, "satisfiedBy");
            }
        }

        /**
         * It will not come.
         *
         * @param message why, for a person
         */
        record Superseded(String message) implements Answer {
            public Superseded {
                Objects.requireNonNull(message, "message");
            }
        }
    }

    CommitWait(Project project, String commit, Clock clock) {
        if (!COMMIT.matcher(commit).matches()) {
            throw new RefusedException(
                    "\"" + commit + "\" is no commit to wait for: give its whole id, 40 hexadecimal digits.");
        }
        this.project = project;
        this.commit = commit;
        this.clock = clock;
        look();
    }

    private void look() {
        lookAgain = clock.instant().plus(LOOK_AGAIN);
        project.look(() -> looked = true);
    }

    /** How it is now. Reads the mirror at most. */
    public Answer answer() {
        Optional<ProjectState> state = project.state();
        if (state.isEmpty()) {
            return new Answer.Superseded("The project is not in the loop any more: it is deleted or disabled.");
        }
        Optional<Summary> compared = state.get().status().map(Status::summary);
        if (compared.isPresent() && well(state.get(), compared.get())) {
            String there = compared.get().revision().commit();
            if (there.equals(commit)) {
                return new Answer.There("");
            }
            if (descends(there).orElse(false)) {
                return new Answer.There(there);
            }
        }
        return superseded().orElseGet(() -> new Answer.Waiting(words(state.get())));
    }

    /** How the project was compared last, not what was concluded since: a commit may have come in between. */
    private static boolean well(ProjectState state, Summary compared) {
        HealthStatus health = compared.health();
        return state.syncStatus() == SyncStatus.SYNCED && compared.syncStatus() == SyncStatus.SYNCED && health.isWell();
    }

    private Optional<Answer> superseded() {
        Optional<Revision> tracked = project.tracked();
        if (!looked || tracked.isEmpty()) {
            return Optional.empty();
        }
        Revision tip = tracked.get();
        Optional<Boolean> wanted = descends(tip.commit());
        if (wanted.isEmpty() && !clock.instant().isBefore(lookAgain)) {
            look();
        }
        return wanted.orElse(true)
                ? Optional.empty()
                : Optional.of(new Answer.Superseded("Superseded: " + commit + " is not in the history of "
                        + (tip.ref().isEmpty() ? "what the project tracks" : tip.ref()) + " (" + tip.commit()
                        + "), so nobody will deploy it."));
    }

    /** Whether a commit descends from the one that is waited for; empty where the mirror does not have that one. */
    private Optional<Boolean> descends(String other) {
        if (other.isEmpty()) {
            return Optional.of(false);
        }
        Boolean known = descendants.get(other);
        if (known == null) {
            try {
                known = project.descends(commit, other);
                descendants.put(other, known);
            } catch (RefusedException e) {
                return Optional.empty();
            }
        }
        return Optional.of(known);
    }

    private static String words(ProjectState state) {
        String at = state.revision().commit();
        String words = state.syncStatus() + ", " + state.health() + (at.isEmpty() ? "" : " at " + at);
        return state.message().isEmpty() ? words : words + ": " + state.message();
    }
}
