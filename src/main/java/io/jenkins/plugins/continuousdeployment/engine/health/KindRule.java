package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule for a kind: where this is so, it is that well.
 *
 * @param alternatives what must be so: all tests of one of these; empty for always
 * @param status the verdict; null for no health
 * @param message for a person; null for what the object itself says
 */
record KindRule(List<List<Test>> alternatives, HealthStatus status, MessageTemplate message) {
    KindRule {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** What must be so with the values under one path. */
    record Test(FieldPath path, Expectation expectation) {
        Test {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(expectation, "expectation");
        }

        boolean holds(KubeObject object) {
            return expectation.holds(path.in(object), object);
        }
    }

    /** Whether it looks at nothing but what people wrote. */
    boolean ofSpecificationAlone() {
        return !alternatives.isEmpty()
                && alternatives.stream().flatMap(List::stream).noneMatch(test -> test.path()
                        .readsStatus());
    }

    boolean holds(KubeObject object) {
        return alternatives.isEmpty() || held(object).isPresent();
    }

    private Optional<List<Test>> held(KubeObject object) {
        return alternatives.stream()
                .filter(tests -> tests.stream().allMatch(test -> test.holds(object)))
                .findFirst();
    }

    /** The verdict on an object that it holds for. */
    Optional<Health> verdict(KubeObject object) {
        if (status == null) {
            return Optional.empty();
        }
        String text = message == null ? "" : message.fill(object);
        return Optional.of(Verdict.of(status, text.isBlank() ? OwnWords.of(object, paths(object), status) : text));
    }

    private List<FieldPath> paths(KubeObject object) {
        return held(object).orElse(List.of()).stream().map(Test::path).toList();
    }
}
