package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Optional;

/** What an object says itself of why it is as it is. */
final class OwnWords {
    private static final List<String> MESSAGES =
            List.of("message", "errorMessage", "error", "reason", "failureMessage");

    private OwnWords() {}

    /** By the paths that decided: the condition behind one, else its value, with the status' own message. */
    static String of(KubeObject object, List<FieldPath> paths, HealthStatus status) {
        return paths.stream()
                .map(path -> path.conditions(object))
                .filter(conditions -> !conditions.isEmpty())
                .map(conditions -> conditions.get(0).told())
                .findFirst()
                .or(() -> paths.stream()
                        .map(path -> value(object, path))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(text -> text + because(object)))
                .orElseGet(() -> status + because(object));
    }

    private static Optional<String> value(KubeObject object, FieldPath path) {
        return path.in(object).stream()
                .map(Expectation.Values::text)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> path + " is " + text);
    }

    /** {@code : disk full}, or nothing. */
    static String because(KubeObject object) {
        return MESSAGES.stream()
                .map(key -> object.text("status", key))
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> ": " + text)
                .orElse("");
    }
}
