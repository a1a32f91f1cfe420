package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a project does after it was compared. A pure function of what is known. */
sealed interface NextStep {
    /** Nothing, until something changes. */
    record Rest(String why) implements NextStep {
        public Rest {
            Objects.requireNonNull(why, "why");
        }
    }

    /** Look again then. */
    record Wait(Instant until, String why) implements NextStep {
        public Wait {
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Sync now. */
    record Go(SyncCause cause) implements NextStep {
        public Go {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * What is known.
     *
     * @param definition the project's definition
     * @param suspended whether a suspension holds now
     * @param ticked whether a timer asked to sync whatever there is to do
     * @param todo whether a sync would change something
     * @param commit the commit that is desired
     * @param recorded whether the clusters' records say that this commit was synced
     * @param last the last sync in this process
     * @param heal how often drift was healed
     */
    record Facts(
            DeploymentDefinition definition,
            boolean suspended,
            boolean ticked,
            boolean todo,
            String commit,
            boolean recorded,
            Optional<Attempt> last,
            HealDelay heal) {
        public Facts {
            Objects.requireNonNull(definition, "definition");
            Objects.requireNonNull(commit, "commit");
            Objects.requireNonNull(last, "last");
            Objects.requireNonNull(heal, "heal");
        }
    }

    /** Decides. */
    static NextStep of(Facts facts, Instant now) {
        if (!facts.todo()) {
            return new Rest("");
        } else if (facts.suspended()) {
            return new Rest("suspended");
        } else if (facts.ticked()) {
            return new Go(SyncCause.TIMER);
        } else if (!facts.definition().sync().automatic()) {
            return new Rest("a person syncs this project");
        }
        Optional<Attempt> same = facts.last().filter(attempt -> attempt.of(facts.commit(), facts.definition()));
        if (same.isPresent() && same.get().failures() > 0) {
            return retry(same.get(), facts.definition().sync().retry(), now);
        } else if (same.isEmpty() && facts.last().isPresent()) {
            boolean commit = !facts.last().get().commit().equals(facts.commit());
            return new Go(commit ? SyncCause.COMMIT : SyncCause.DEFINITION);
        } else if (same.isEmpty() && !facts.recorded()) {
            return new Go(SyncCause.COMMIT);
        } else if (!facts.definition().sync().selfHeal()) {
            return new Rest("self-heal is off");
        }
        Instant due = facts.heal().due(now);
        return now.isBefore(due)
                ? new Wait(due, "somebody changes the cluster again and again")
                : new Go(SyncCause.DRIFT);
    }

    private static NextStep retry(Attempt failed, Retry retry, Instant now) {
        if (failed.failures() > retry.limit()) {
            return new Rest(
                    "it was tried " + failed.failures() + " times; a new commit or another definition starts anew");
        }
        Instant due = failed.at().plus(retry.before(failed.failures()));
        return now.isBefore(due) ? new Wait(due, "the last try failed") : new Go(SyncCause.RETRY);
    }
}
