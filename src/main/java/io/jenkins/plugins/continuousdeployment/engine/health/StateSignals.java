package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.health.Signals.Strength;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a status says by words and flags: {@code phase}, {@code state}, {@code health} and the like, and by what it
 * says of failures. The object's own state decides; a state of a part of it ({@code certificateStatus}) only counts where
 * it is bad or under way.
 */
final class StateSignals {
    private static final Set<String> OWN = Set.of(
            "phase",
            "state",
            "status",
            "health",
            "stage",
            "currentstate",
            "overallstatus",
            "overallstate",
            "result",
            "compliant",
            "compliancestate");
    private static final List<String> PARTS = List.of("Phase", "State", "Status", "Health", "Stage");
    private static final Set<String> NESTED = Set.of("phase", "state", "status", "health");
    private static final Set<String> JUDGEMENTS = Set.of("healthy", "valid", "success", "succeeded", "passed", "pass");
    private static final Set<String> WHY = Set.of("failurereason", "failuremessage", "errormessage", "error", "errors");

    private final LiveObject live;
    private final Signals signals;

    private StateSignals(LiveObject live, Signals signals) {
        this.live = live;
        this.signals = signals;
    }

    static void read(LiveObject live, Signals signals) {
        StateSignals reading = new StateSignals(live, signals);
        live.object().map("status").forEach(reading::read);
    }

    private void read(String key, Object value) {
        String small = key.toLowerCase(Locale.ROOT);
        if (value instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            flag(key, Boolean.parseBoolean(text));
        } else if (value instanceof String text) {
            if (OWN.contains(small)) {
                own(key, text);
            } else if (PARTS.stream().anyMatch(key::endsWith)) {
                part(key, text);
            } else if (WHY.contains(small) && !text.isBlank()) {
                signals.add(Strength.UNWELL, key + ": " + text);
            }
        } else if (value instanceof Boolean flag) {
            flag(key, flag);
        } else if (value instanceof Map<?, ?> map) {
            if (small.equals("statuses")) {
                parties(map);
            } else {
                nested(key, small, map);
            }
        } else if (value instanceof List<?> list && (small.endsWith("status") || small.endsWith("statuses"))) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    NESTED.forEach(name -> nestedPart(key, name, map));
                }
            });
        }
    }

    private void own(String key, String text) {
        Strength strength =
                switch (Tone.of(text)) {
                    case GOOD -> Strength.WELL;
                    case BUSY, UNREADY -> Strength.BUSY;
                    case BAD -> Strength.BAD;
                    case PAUSED -> Strength.PAUSED;
                    case MISSING -> Strength.GONE;
                    case UNKNOWN -> Strength.PUZZLED;
                    case UNCLEAR -> null;
                };
        if (strength != null) {
            signals.add(strength, "Its " + key + " is " + text + why());
        }
    }

    private void part(String key, String text) {
        Strength strength =
                switch (Tone.of(text)) {
                    case GOOD -> Strength.CALM;
                    case BUSY, UNREADY -> Strength.BUSY;
                    case BAD -> Strength.BAD;
                    case PAUSED, MISSING, UNKNOWN, UNCLEAR -> null;
                };
        if (strength != null) {
            signals.add(strength, "Its " + key + " is " + text + why());
        }
    }

    private void nested(String key, String small, Map<?, ?> map) {
        if (OWN.contains(small) || small.startsWith("last") || PARTS.stream().anyMatch(key::endsWith)) {
            NESTED.forEach(name -> nestedPart(key, name, map));
        }
    }

    /** What several parties say of it, each below its own name. */
    private void parties(Map<?, ?> parties) {
        parties.forEach((party, said) -> {
            if (said instanceof Map<?, ?> map && map.get("state") instanceof String state) {
                own("state", state);
            }
        });
    }

    private void nestedPart(String key, String name, Map<?, ?> map) {
        if (map.get(name) instanceof String text) {
            part(key + "." + name, text);
        }
    }

    private void flag(String key, boolean flag) {
        Polarity polarity = Polarity.of(key);
        if (polarity == Polarity.TROUBLE && flag) {
            signals.add(Strength.BAD, "Its status says " + key + why());
        } else if (polarity == Polarity.READINESS && key.equalsIgnoreCase("ready")) {
            signals.add(flag ? Strength.WELL : Strength.BUSY, "Its status says " + key + ": " + flag + why());
        } else if (JUDGEMENTS.contains(key.toLowerCase(Locale.ROOT))) {
            signals.add(flag ? Strength.WELL : Strength.UNWELL, "Its status says " + key + ": " + flag + why());
        } else if (polarity == Polarity.READINESS || polarity == Polarity.STEP) {
            signals.add(flag ? Strength.CALM : Strength.BUSY, "Its status says " + key + ": " + flag + why());
        }
    }

    private String why() {
        String message = live.text("status", "message");
        String reason = live.text("status", "reason");
        if (message.isBlank() && reason.isBlank()) {
            return "";
        }
        return ": " + (message.isBlank() ? reason : reason.isBlank() ? message : message + " (" + reason + ")");
    }
}
