package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reading of kinds that have no rule: what the conventions of the API and the habits of controllers tell. A pause by
 * the specification; whether the controller has seen the last change; then everything the status says, the strongest
 * first ({@link Signals}). A kind without status, or with one that says nothing a stranger understands, has no health:
 * to call it well would be a guess.
 */
final class GenericReading {
    static final String NO_TROUBLE = "Its controller has seen it and reports no trouble";

    private static final List<String> SEEN =
            List.of("observedGeneration", "lastObservedGeneration", "lastEvaluatedGeneration", "lastGeneration");
    private static final List<String> PAUSES = List.of("suspend", "suspended", "pause", "paused");

    private GenericReading() {}

    /** Nothing where the object does not tell. */
    static Optional<Health> assess(LiveObject live) {
        return paused(live).or(() -> unseen(live)).or(() -> status(live));
    }

    /** What someone stopped does not follow its specification, so nothing else is to be concluded. */
    static Optional<Health> paused(LiveObject live) {
        return PAUSES.stream()
                .filter(key -> live.flag("spec", key))
                .map(key -> "Suspended (spec." + key + ")")
                .findFirst()
                .or(() -> annotation(live))
                .map(message -> Verdict.suspended("%s", message));
    }

    private static Optional<String> annotation(LiveObject live) {
        return live.object().map("metadata", "annotations").entrySet().stream()
                .filter(entry -> "true".equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> name.endsWith("/paused") || name.endsWith("/pause-reconciliation"))
                .map(name -> "Paused by the annotation " + name)
                .findFirst();
    }

    /** The status speaks of an older specification. */
    static Optional<Health> unseen(LiveObject live) {
        Optional<Condition> outdated = live.condition("Ready").filter(live::outdated);
        if (outdated.isPresent()) {
            return Optional.of(progressing(
                    "Waiting for its controller to see the last change (generation %d; Ready speaks of %d)",
                    live.generation(), outdated.get().observedGeneration()));
        }
        return SEEN.stream()
                .filter(key -> live.object().at("status", key) instanceof Number)
                .map(live::count)
                .filter(seen -> live.has("metadata", "generation") && seen < live.generation())
                .findFirst()
                .map(seen -> progressing(
                        "Waiting for its controller to see the last change (generation %d, seen %d)",
                        live.generation(), seen));
    }

    private static Optional<Health> status(LiveObject live) {
        if (!live.has("status")) {
            return Optional.empty();
        }
        Signals signals = new Signals();
        ConditionSignals.read(live, conditions(live), signals);
        StateSignals.read(live, signals);
        CountSignals.read(live, signals);
        return signals.verdict().or(() -> silent(live));
    }

    private static List<Condition> conditions(LiveObject live) {
        List<Condition> own = live.conditions();
        return own.isEmpty() ? nested(live) : own;
    }

    /** What each of several parties says of the object: routers, gateways, destinations. */
    private static List<Condition> nested(LiveObject live) {
        return live.object().map("status").values().stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.empty())
                .flatMap(item -> item instanceof Map<?, ?> map && map.get("conditions") instanceof List<?> list
                        ? LiveObject.conditions(list).stream()
                        : Stream.empty())
                .toList();
    }

    private static Optional<Health> silent(LiveObject live) {
        Object status = live.object().at("status");
        boolean empty = Expectation.Values.empty(status);
        if (empty || live.has("status", "conditions")) {
            return Optional.of(progressing("Waiting for its controller to report"));
        }
        return live.has("status", "observedGeneration") ? Optional.of(healthy(NO_TROUBLE)) : Optional.empty();
    }
}
