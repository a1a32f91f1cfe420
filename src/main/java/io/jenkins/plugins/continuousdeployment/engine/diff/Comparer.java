package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides for one object what is known without a request, and what the server must be asked. What it once told is
 * remembered, and goes before a proof: the server knows its webhooks, a proof does not.
 */
public final class Comparer {
    /** What is known of an object. */
    public sealed interface Answer {
        /** It is in sync. */
        record InSync() implements Answer {}

        /**
         * It differs.
         *
         * @param verdict in what
         */
        record Differs(DryRunVerdict verdict) implements Answer {
            public Differs {
                Objects.requireNonNull(verdict, "verdict");
            }
        }

        /**
         * A dry run must tell; hand its result to {@link Comparer#learn}.
         *
         * @param why what stood in the way of a proof; a proof where it is only time to look again
         */
        record AskServer(Proof why) implements Answer {
            public AskServer {
                Objects.requireNonNull(why, "why");
            }
        }
    }

    private final String manager;
    private final InSyncProof proof;
    private final VerdictCache verdicts;
    private final SlowLook looks;

    /**
     * Compares for one manager.
     *
     * @param manager the name under which we apply
     * @param verdicts what dry runs told
     * @param looks when proved objects are looked at all the same
     */
    public Comparer(String manager, VerdictCache verdicts, SlowLook looks) {
        this.manager = Objects.requireNonNull(manager, "manager");
        this.proof = new InSyncProof(manager);
        this.verdicts = Objects.requireNonNull(verdicts, "verdicts");
        this.looks = Objects.requireNonNull(looks, "looks");
    }

    /**
     * What is known.
     *
     * @param desired the object just as it would be applied
     * @param live the object as it was read in the desired version, with its {@code managedFields}
     */
    public Answer compare(KubeObject desired, KubeObject live) {
        Proof proved = proof.prove(desired, live);
        if (proved.equals(new Proof.NotProved(Proof.Reason.UNREADABLE, "metadata.managedFields"))) {
            return new Answer.AskServer(proved);
        }
        Optional<DryRunVerdict> known = verdicts.get(VerdictCache.Question.of(desired, live));
        if (known.isPresent()) {
            return answer(known.get());
        }
        return proved.proved() && !looks.due(live.uid()) ? new Answer.InSync() : new Answer.AskServer(proved);
    }

    /**
     * Takes in what a dry run told, and remembers it.
     *
     * @param predicted the server's answer to the dry run of a server-side apply that forces conflicts
     * @throws IllegalArgumentException where the {@code managedFields} of either can't be read
     */
    public DryRunVerdict learn(KubeObject desired, KubeObject live, KubeObject predicted) {
        DryRunVerdict verdict = DryRunVerdict.of(live, predicted, manager);
        verdicts.put(VerdictCache.Question.of(desired, live), verdict);
        return verdict;
    }

    private static Answer answer(DryRunVerdict verdict) {
        return verdict.inSync() ? new Answer.InSync() : new Answer.Differs(verdict);
    }
}
