package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How rules read an object: what is missing or of another type reads as absent, so that no rule can fail.
 *
 * @param object the object as the cluster has it
 */
record LiveObject(KubeObject object) {
    /** The whole number under a path, or a fallback where there is none. */
    long number(long fallback, String... path) {
        return object.at(path) instanceof Number number ? number.longValue() : fallback;
    }

    /** A counter of {@code status}: those that are zero are left out by most controllers. */
    long count(String name) {
        return number(0, "status", name);
    }

    boolean has(String... path) {
        return object.at(path) != null;
    }

    boolean flag(String... path) {
        return Boolean.TRUE.equals(object.at(path));
    }

    String text(String... path) {
        return object.text(path);
    }

    /** The conditions of the status in their order, a list or a map by type; damaged entries are left out. */
    List<Condition> conditions() {
        if (object.at("status", "conditions") instanceof Map<?, ?> byType) {
            return conditions(byType.entrySet().stream().map(LiveObject::typed).toList());
        }
        return conditions(object.list("status", "conditions"));
    }

    private static Map<Object, Object> typed(Map.Entry<?, ?> entry) {
        Map<Object, Object> condition = new HashMap<>();
        if (entry.getValue() instanceof Map<?, ?> map) {
            condition.putAll(map);
        } else {
            condition.put("status", entry.getValue());
        }
        condition.put("type", entry.getKey());
        return condition;
    }

    static List<Condition> conditions(List<?> entries) {
        return entries.stream().map(Condition::of).flatMap(Optional::stream).toList();
    }

    /** The first condition of a type. */
    Optional<Condition> condition(String type) {
        return conditions().stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /** The first condition of a type if it is true. */
    Optional<Condition> whenTrue(String type) {
        return condition(type).filter(Condition::isTrue);
    }

    /** The first condition of a type if it is false. */
    Optional<Condition> whenFalse(String type) {
        return condition(type).filter(Condition::isFalse);
    }

    /** Zero for an object that no server has seen. */
    long generation() {
        return number(0, "metadata", "generation");
    }

    /** Whether a condition says itself that it speaks of an older specification. */
    boolean outdated(Condition condition) {
        return condition.observedGeneration() != null && condition.observedGeneration() < generation();
    }
}
