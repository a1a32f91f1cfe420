package io.jenkins.plugins.continuousdeployment.engine.health;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code status.conditions}.
 *
 * @param type what it speaks of
 * @param status {@code True}, {@code False}, {@code Unknown}, or whatever a controller made up
 * @param reason one word for programs; empty where there is none
 * @param message for a person; empty where there is none
 * @param severity how bad one is that is not true, where a controller tells ({@code Error}, {@code Warning}, {@code
 *     Info}); empty where it does not
 * @param observedGeneration which generation it speaks of, or null where it does not say
 */
record Condition(String type, String status, String reason, String message, String severity, Long observedGeneration) {
    /** An entry as it stands in the list; nothing for one that is no map or names no type. */
    static Optional<Condition> of(Object entry) {
        if (!(entry instanceof Map<?, ?> map) || !(map.get("type") instanceof String type)) {
            return Optional.empty();
        }
        Long generation = map.get("observedGeneration") instanceof Number number ? number.longValue() : null;
        return Optional.of(new Condition(
                type,
                word(map.get("status")),
                text(map.get("reason")),
                text(map.get("message")),
                text(map.get("severity")),
                generation));
    }

    boolean isTrue() {
        return status.equals("True");
    }

    boolean isFalse() {
        return status.equals("False");
    }

    /** Message and reason as far as there are any: {@code no endpoints (MissingEndpoints)}; else type and status. */
    String explanation() {
        if (message.isBlank()) {
            return reason.isBlank() ? type + " is " + status : reason;
        }
        return reason.isBlank() ? message : message + " (" + reason + ")";
    }

    /** {@link #explanation()}, for one that is not true with what it speaks of: {@code Ready is False: no disk (Quota)}. */
    String told() {
        if (isTrue() || status.isEmpty()) {
            return explanation();
        }
        String head = type + " is " + status;
        if (message.isBlank()) {
            return reason.isBlank() ? head : head + " (" + reason + ")";
        }
        return head + ": " + explanation();
    }

    /** Some controllers write a boolean, or small letters, where the convention wants a word. */
    private static String word(Object status) {
        if (status instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        String word = text(status);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> "True";
            case "false" -> "False";
            default -> word;
        };
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }
}
