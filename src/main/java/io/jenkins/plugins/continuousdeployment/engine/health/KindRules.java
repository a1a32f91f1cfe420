package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.List;
import java.util.Optional;

/**
 * The rules of some kinds.
 *
 * @param kinds which kinds
 * @param awaits while nothing stands under it the object is Progressing, and no rule of the status is looked at; null for
 *     kinds that may stay without
 * @param rules in order; the first that holds decides
 * @param place where they are written; null for what has no text
 */
record KindRules(List<KindPattern> kinds, FieldPath awaits, List<KindRule> rules, Place place) {
    KindRules {
        kinds = List.copyOf(kinds);
        rules = List.copyOf(rules);
    }

    /** The first rule that holds. */
    Optional<KindRule> deciding(KubeObject object) {
        return rules.stream().filter(rule -> rule.holds(object)).findFirst();
    }

    /** The same of those at the beginning that look at nothing but what people wrote. */
    Optional<KindRule> decidingBySpecification(KubeObject object) {
        return rules.stream()
                .takeWhile(KindRule::ofSpecificationAlone)
                .filter(rule -> rule.holds(object))
                .findFirst();
    }

    boolean waits(KubeObject object) {
        return awaits != null && !new Expectation.Exists(true).holds(awaits.in(object), object);
    }
}
