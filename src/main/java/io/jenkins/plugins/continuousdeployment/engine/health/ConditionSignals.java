package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.health.Signals.Strength;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the conditions of a kind that nobody described. {@code Ready}, where there is one, sums up the others: beside a
 * true one only those count that speak of trouble. A condition that says itself that it is older than the object
 * (apimachinery's {@code metav1.Condition}) is not believed.
 */
final class ConditionSignals {
    /** Reasons of work that is still called true when it has ended: {@code NewReplicaSetAvailable}. */
    private static final Set<String> DONE = Set.of(
            "available",
            "complete",
            "completed",
            "succeeded",
            "successful",
            "success",
            "finished",
            "done",
            "ready",
            "healthy",
            "idle",
            "reconciled",
            "synced");

    private final LiveObject live;
    private final Signals signals;
    private final Optional<Condition> ready;

    private ConditionSignals(LiveObject live, List<Condition> conditions, Signals signals) {
        this.live = live;
        this.signals = signals;
        this.ready = conditions.stream()
                .filter(c -> c.type().equalsIgnoreCase("Ready"))
                .findFirst();
    }

    static void read(LiveObject live, List<Condition> conditions, Signals signals) {
        ConditionSignals reading = new ConditionSignals(live, conditions, signals);
        reading.ready.ifPresent(reading::readiness);
        conditions.stream()
                .filter(condition -> !reading.ready.equals(Optional.of(condition)))
                .forEach(reading::read);
    }

    private void read(Condition condition) {
        if (live.outdated(condition) && ready.isPresent()) {
            return;
        }
        switch (Polarity.of(condition.type())) {
            case READINESS -> {
                if (beside()) {
                    trouble(condition, Strength.CALM);
                } else {
                    readiness(condition);
                }
            }
            case STEP -> step(condition);
            case STATE -> trouble(condition, Strength.CALM);
            case TROUBLE -> {
                if (condition.isTrue()) {
                    boolean notReady = condition.type().equals("NotReady");
                    signals.add(notReady ? whyNot(condition, Strength.UNWELL) : Strength.BAD, condition.told());
                } else if (condition.isFalse()) {
                    signals.add(Strength.CALM, condition.told());
                }
            }
            case WORK -> work(condition);
            case PAUSE -> {
                if (condition.isTrue()) {
                    signals.add(Strength.PAUSED, condition.told());
                }
            }
            case UNCLEAR -> unclear(condition);
        }
    }

    /** Whether there is one that sums up the others, and is content. */
    private boolean beside() {
        return ready.filter(Condition::isTrue).isPresent();
    }

    private void readiness(Condition condition) {
        if (live.outdated(condition)) {
            signals.add(Strength.BUSY, outdatedMessage(condition));
        } else if (condition.isTrue()) {
            signals.add(Strength.WELL, condition.told());
        } else if (condition.isFalse()) {
            signals.add(whyNot(condition, Strength.UNWELL), condition.told());
        } else {
            boolean bad = Tone.of(condition.status()) == Tone.BAD;
            signals.add(bad ? Strength.UNWELL : Strength.BUSY, condition.told());
        }
    }

    private void step(Condition condition) {
        if (condition.isTrue()) {
            signals.add(Strength.WELL, condition.told());
        } else if (beside()) {
            trouble(condition, Strength.CALM);
        } else {
            signals.add(whyNot(condition, Strength.BUSY), condition.told());
        }
    }

    /** One that may be false without harm, unless its reason is bad. */
    private void trouble(Condition condition, Strength otherwise) {
        boolean bad = condition.isFalse() && Tone.ofReason(condition.reason()) == Tone.BAD;
        signals.add(bad ? Strength.BAD : otherwise, condition.told());
    }

    private void unclear(Condition condition) {
        if (condition.isFalse() && Tone.ofReason(condition.reason()) == Tone.BAD) {
            signals.add(Strength.BAD, condition.told());
        } else {
            signals.add(Strength.CALM, GenericReading.NO_TROUBLE);
        }
    }

    private void work(Condition condition) {
        Tone why = Tone.ofReason(condition.reason());
        if (why == Tone.BAD && condition.isFalse()) {
            signals.add(Strength.BAD, condition.told());
        } else if (why == Tone.PAUSED && !condition.isTrue()) {
            signals.add(Strength.PAUSED, condition.told());
        } else if (condition.isTrue()) {
            boolean done = Tone.split(condition.reason()).stream().anyMatch(DONE::contains);
            signals.add(done ? Strength.CALM : Strength.BUSY, condition.told());
        } else {
            signals.add(Strength.CALM, condition.told());
        }
    }

    /** Why something is not as it should be: the reason tells, else the beginning of the message, else nobody. */
    private static Strength whyNot(Condition condition, Strength unclear) {
        Tone tone = Tone.ofReason(condition.reason());
        if (condition.severity().equals("Info") || condition.severity().equals("Warning")) {
            return Strength.BUSY;
        }
        if (condition.severity().equals("Error")) {
            return Strength.BAD;
        }
        Tone words = Tone.of(firstWords(condition.message()));
        if (words == Tone.BAD || !Set.of(Tone.BAD, Tone.BUSY, Tone.PAUSED).contains(tone)) {
            tone = words;
        }
        return switch (tone) {
            case BAD -> Strength.BAD;
            case BUSY -> Strength.BUSY;
            case PAUSED -> Strength.PAUSED;
            case GOOD, MISSING, UNKNOWN, UNREADY, UNCLEAR -> unclear;
        };
    }

    /** A sentence tells by its beginning what it is about; the rest may quote anything. */
    private static String firstWords(String message) {
        List<String> words = Tone.split(message);
        return String.join(" ", words.subList(0, Math.min(words.size(), 3)));
    }

    private String outdatedMessage(Condition condition) {
        return "Waiting for its controller to see the last change (generation " + live.generation() + "; "
                + condition.type() + " speaks of " + condition.observedGeneration() + ")";
    }
}
