package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one object by rules. What they say of the specification alone holds at once; what they say of the status only
 * where the status speaks of the present specification.
 *
 * @param live the object
 * @param rules those for its kind, the first to be looked at first
 */
record RuledReading(LiveObject live, List<KindRules> rules) {
    /** The verdict of the first rule that holds, or what is said without rules. */
    Optional<Health> orElse(Supplier<Optional<Health>> otherwise) {
        if (rules.isEmpty()) {
            return otherwise.get();
        }
        KubeObject object = live.object();
        Optional<KindRule> early = early(object);
        if (early.isPresent()) {
            return early.get().verdict(object);
        }
        Optional<Health> general = GenericReading.paused(live).or(() -> GenericReading.unseen(live));
        return general.isPresent() ? general : byStatus(object, otherwise);
    }

    /** Rules of the specification, as far as none that comes before them has a word, be it of the status. */
    private Optional<KindRule> early(KubeObject object) {
        for (KindRules each : rules) {
            Optional<KindRule> deciding = each.decidingBySpecification(object);
            if (deciding.isPresent()) {
                return deciding;
            }
            if (each.waits(object) || each.deciding(object).isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Health> byStatus(KubeObject object, Supplier<Optional<Health>> otherwise) {
        for (KindRules each : rules) {
            if (each.waits(object)) {
                return Optional.of(Verdict.progressing(
                        "Waiting for its controller to report (%s is not there yet)", each.awaits()));
            }
            Optional<KindRule> deciding = each.deciding(object);
            if (deciding.isPresent()) {
                return deciding.get().verdict(object);
            }
        }
        return otherwise.get();
    }
}
