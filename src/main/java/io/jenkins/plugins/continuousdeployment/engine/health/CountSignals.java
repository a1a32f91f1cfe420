package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.health.Signals.Strength;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers that go in pairs: {@code readyReplicas} of {@code replicas}, {@code availableNodes} of {@code
 * expectedNodes}, {@code tasksReady: 1/3}.
 */
final class CountSignals {
    private static final Pattern COUNTER = Pattern.compile("(ready|available|updated|current)(\\p{Lu}\\w*)");
    private static final Pattern WANTED_KEY = Pattern.compile("(desired|expected)(\\p{Lu}\\w*)");
    private static final List<String> COUNTS = List.of("ready", "available", "updated", "current", "healthy");
    private static final Pattern OF = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final List<String> WANTED = List.of("desired", "expected", "total", "target");

    private CountSignals() {}

    static void read(LiveObject live, Signals signals) {
        Map<String, Object> status = live.object().map("status");
        status.forEach((key, value) -> {
            if (value instanceof Number number) {
                counter(live, status, key, number.longValue(), signals);
            } else if (value instanceof String text && Polarity.of(key) == Polarity.READINESS) {
                Matcher of = OF.matcher(text);
                if (of.matches()) {
                    compare(key, Long.parseLong(of.group(1)), Long.parseLong(of.group(2)), signals);
                }
            }
        });
        unsaid(status, signals);
        surplus(live, signals);
    }

    /** A counter that is zero is left out by most controllers. */
    private static void unsaid(Map<String, Object> status, Signals signals) {
        status.forEach((key, value) -> {
            Matcher wanted = WANTED_KEY.matcher(key);
            if (wanted.matches()
                    && value instanceof Number number
                    && status.keySet().stream()
                            .noneMatch(other -> COUNTS.stream().anyMatch(other::startsWith))) {
                compare("ready" + wanted.group(2), 0, number.longValue(), signals);
            }
        });
    }

    private static void surplus(LiveObject live, Signals signals) {
        if (live.object().at("spec", "replicas") instanceof Number wanted
                && live.object().at("status", "replicas") instanceof Number existing
                && existing.longValue() != wanted.longValue()) {
            signals.add(Strength.BUSY, existing + " replicas, " + wanted + " wanted");
        }
    }

    private static void counter(LiveObject live, Map<String, Object> status, String key, long value, Signals signals) {
        Matcher counter = COUNTER.matcher(key);
        if (!counter.matches()) {
            return;
        }
        String noun = counter.group(2);
        wanted(live, status, noun).ifPresent(wanted -> compare(key, value, wanted, signals));
    }

    private static OptionalLong wanted(LiveObject live, Map<String, Object> status, String noun) {
        String plain = noun.substring(0, 1).toLowerCase(Locale.ROOT) + noun.substring(1);
        if (live.object().at("spec", plain) instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        for (String word : WANTED) {
            if (status.get(word + noun) instanceof Number number) {
                return OptionalLong.of(number.longValue());
            }
        }
        return status.get(plain) instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private static void compare(String key, long value, long wanted, Signals signals) {
        String message = value + " of " + wanted + " (" + key + ")";
        signals.add(value < wanted ? Strength.BUSY : Strength.CALM, message);
    }
}
