package io.jenkins.plugins.continuousdeployment.engine.health;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What it means that a condition of some type is true, told from the type's name alone. */
enum Polarity {
    /** {@code Ready}, {@code DatabaseAvailable}: true is well, false is not. */
    READINESS,
    /** {@code Installed}, {@code Initialized}: true is well, false is not yet. */
    STEP,
    /** {@code Running}, {@code Active}: true is well, false may be as it should be. */
    STATE,
    /** {@code Failed}, {@code SpecError}: true is bad. */
    TROUBLE,
    /** {@code Progressing}, {@code Upgrading}: true is under way. */
    WORK,
    /** {@code Paused}, {@code Suspended}. */
    PAUSE,
    /** Nobody can tell. */
    UNCLEAR;

    private static final Set<String> READY = Set.copyOf(List.of(
            "ready",
            "available",
            "healthy",
            "succeeded",
            "success",
            "successful",
            "synced",
            "synchronized",
            "accepted",
            "programmed",
            "admitted",
            "valid",
            "validated",
            "reconciled",
            "resolved",
            "refs",
            "established",
            "ok",
            "reachable",
            "connected",
            "registered",
            "verified",
            "compliant",
            "readiness",
            "health"));
    private static final Set<String> STEPS = Set.copyOf(List.of(
            "complete",
            "completed",
            "initialized",
            "installed",
            "deployed",
            "provisioned",
            "created",
            "bound",
            "applied",
            "configured",
            "joined",
            "attached",
            "published",
            "approved",
            "issued",
            "signed",
            "loaded",
            "scheduled",
            "finished",
            "done",
            "exists",
            "uploaded",
            "imported",
            "restored",
            "cloned"));
    private static final Set<String> STATES =
            Set.of("running", "active", "up", "online", "enabled", "serving", "alive", "started", "released");
    private static final Set<String> WORKS = Set.copyOf(List.of(
            "progressing",
            "reconciling",
            "updating",
            "upgrading",
            "creating",
            "deleting",
            "terminating",
            "provisioning",
            "installing",
            "deploying",
            "initializing",
            "synchronizing",
            "pending",
            "rolling",
            "restarting",
            "migrating",
            "syncing",
            "processing",
            "waiting",
            "progress",
            "issuing",
            "starting",
            "building",
            "pausing",
            "resizing",
            "recovering",
            "restoring",
            "configuring",
            "applying",
            "cloning",
            "importing",
            "collecting",
            "scaling",
            "uninstalling",
            "rebalancing",
            "bootstrapping",
            "validating",
            "downloading",
            "preparing",
            "deploying",
            "downscaling",
            "upscaling",
            "stopping",
            "pulling",
            "rotating",
            "draining"));
    private static final Set<String> PAUSES =
            Set.of("paused", "suspended", "hibernated", "hibernation", "hibernating", "disabled", "stopped");
    private static final Set<String> TROUBLES = Set.copyOf(List.of(
            "failed",
            "failure",
            "failures",
            "failing",
            "error",
            "errors",
            "errored",
            "degraded",
            "stalled",
            "invalid",
            "unhealthy",
            "unavailable",
            "orphan",
            "orphaned",
            "blocked",
            "conflict",
            "conflicted",
            "denied",
            "rejected",
            "aborted",
            "crashed",
            "crashing",
            "expired",
            "unreachable",
            "unschedulable",
            "missing",
            "unready",
            "terminal",
            "exceeded",
            "misconfigured",
            "mismatch",
            "stuck",
            "unresolved",
            "corrupted",
            "refused",
            "unsupported",
            "violation",
            "violated",
            "lost",
            "timeout",
            "cancelled",
            "canceled",
            "inaccessible"));

    /** Of a condition's type, prefixes such as {@code example.com/} left aside. */
    static Polarity of(String type) {
        List<String> words = Tone.split(type.substring(type.lastIndexOf('/') + 1));
        if (words.isEmpty()) {
            return UNCLEAR;
        }
        boolean negated = Set.of("not", "no", "non").contains(words.get(0).toLowerCase(Locale.ROOT));
        Polarity last = ofWord(words.get(words.size() - 1));
        if (negated) {
            return switch (last) {
                case READINESS, STEP, STATE -> TROUBLE;
                case TROUBLE -> READINESS;
                case WORK, PAUSE, UNCLEAR -> UNCLEAR;
            };
        }
        if (last == READINESS && Set.of("partially", "partial").contains(words.get(0))) {
            return TROUBLE;
        }
        if (last != UNCLEAR) {
            return last;
        }
        return words.stream()
                .map(Polarity::ofWord)
                .filter(polarity -> polarity == TROUBLE || polarity == WORK || polarity == PAUSE)
                .findFirst()
                .orElse(UNCLEAR);
    }

    private static Polarity ofWord(String word) {
        if (READY.contains(word)) {
            return READINESS;
        }
        if (STEPS.contains(word)) {
            return STEP;
        }
        if (STATES.contains(word)) {
            return STATE;
        }
        if (TROUBLES.contains(word)) {
            return TROUBLE;
        }
        if (PAUSES.contains(word)) {
            return PAUSE;
        }
        return WORKS.contains(word) ? WORK : UNCLEAR;
    }
}
