package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.unknown;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Pod. Argo CD's rule, and right where that one is blind:
 *
 * <ul>
 *   <li>init containers are looked at, sidecars among them: a Pod that never gets past one isn't merely pending;
 *   <li>an image that can't be pulled or a container that can't be made is Degraded whatever the restart policy, since
 *       the kubelet tries that again under each of them; only a crash loop depends on the policy, for a Pod that runs
 *       to an end is meant to be tried again.
 * </ul>
 *
 * <p>Whether a Pod was waiting too long to be scheduled is not asked: that would take a clock.
 */
final class PodRule {
    /** Argo CD's mark of a Pod that is a service although it is never restarted; has no meaning on a hook. */
    private static final String IGNORE_RESTART_POLICY = "argocd.argoproj.io/ignore-restart-policy";

    private static final String HOOK = "argocd.argoproj.io/hook";

    private PodRule() {}

    static Health assess(LiveObject live) {
        String phase = live.text("status", "phase");
        return switch (phase) {
            case "Succeeded" -> healthy("All containers ended well");
            case "Failed" -> degraded("The Pod failed: %s", whyFailed(live));
            case "Pending", "Running", "" -> stuck(live).orElseGet(() -> underway(live, phase));
            default -> unknown("The Pod's phase is %s", phase);
        };
    }

    private static Health underway(LiveObject live, String phase) {
        if (!phase.equals("Running")) {
            return progressing("%s", whyPending(live));
        }
        if (!keptRunning(live)) {
            return progressing("Running; it is healthy once its containers have ended well");
        }
        if (live.whenTrue("Ready").isPresent()) {
            return healthy("Running and ready");
        }
        return containers(live, "containerStatuses")
                .filter(container -> lastExit(container).isPresent())
                .findFirst()
                .map(PodRule::restarted)
                .orElseGet(() -> progressing(
                        "Running, not ready yet%s",
                        live.whenFalse("Ready").map(c -> ": " + c.explanation()).orElse("")));
    }

    private static Health restarted(Map<?, ?> container) {
        return degraded(
                "Container %s is not ready after it ended before%s",
                name(container), lastExit(container).map(exit -> ": " + exit).orElse(""));
    }

    private static boolean keptRunning(LiveObject live) {
        String policy = live.text("spec", "restartPolicy");
        boolean marked = "true".equals(live.object().annotation(IGNORE_RESTART_POLICY))
                && live.object().annotation(HOOK) == null;
        // Always is the API's default.
        return marked || policy.equals("Always") || policy.isEmpty();
    }

    /** A container that waits for something that won't come by itself. */
    private static Optional<Health> stuck(LiveObject live) {
        boolean crashesCount = keptRunning(live);
        return Stream.concat(
                        containers(live, "initContainerStatuses").map(c -> stuck("Init container", c, crashesCount)),
                        containers(live, "containerStatuses").map(c -> stuck("Container", c, crashesCount)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Health> stuck(String what, Map<?, ?> container, boolean crashesCount) {
        Map<?, ?> waiting = state(container, "state", "waiting");
        String reason = string(waiting, "reason");
        boolean failed = reason.startsWith("Err") || reason.endsWith("Error") || reason.endsWith("BackOff");
        if (!failed || (reason.equals("CrashLoopBackOff") && !crashesCount)) {
            return Optional.empty();
        }
        String message = string(waiting, "message");
        String exit = lastExit(container).map(text -> "; it last " + text).orElse("");
        return Optional.of(degraded(
                "%s %s waits: %s%s%s",
                what, name(container), reason, message.isEmpty() ? "" : " (" + message + ")", exit));
    }

    private static String whyPending(LiveObject live) {
        Optional<Condition> unscheduled = live.whenFalse("PodScheduled");
        if (unscheduled.isPresent()) {
            return "Not scheduled yet: " + unscheduled.get().explanation();
        }
        return live.whenFalse("Initialized")
                .map(condition -> "Starting: " + condition.explanation())
                .orElse("Waiting for its containers to start");
    }

    private static String whyFailed(LiveObject live) {
        String message = live.text("status", "message");
        String reason = live.text("status", "reason");
        if (!message.isEmpty() || !reason.isEmpty()) {
            return message.isEmpty() ? reason : message;
        }
        return Stream.concat(containers(live, "initContainerStatuses"), containers(live, "containerStatuses"))
                .filter(container -> code(state(container, "state", "terminated")) != 0)
                .flatMap(container -> exit(state(container, "state", "terminated")).stream()
                        .map(exit -> "container " + name(container) + " " + exit))
                .findFirst()
                .orElse("no container says why");
    }

    private static Optional<String> lastExit(Map<?, ?> container) {
        return exit(state(container, "lastState", "terminated"));
    }

    /** How a container ended, if it did. */
    private static Optional<String> exit(Map<?, ?> terminated) {
        if (terminated.isEmpty()) {
            return Optional.empty();
        }
        String reason = string(terminated, "reason");
        return Optional.of("ended with exit code " + code(terminated) + (reason.isEmpty() ? "" : " (" + reason + ")"));
    }

    private static long code(Map<?, ?> terminated) {
        return terminated.get("exitCode") instanceof Number number ? number.longValue() : 0;
    }

    private static Stream<Map<?, ?>> containers(LiveObject live, String list) {
        List<?> entries = live.object().list("status", list);
        return entries.stream().filter(Map.class::isInstance).map(entry -> (Map<?, ?>) entry);
    }

    private static Map<?, ?> state(Map<?, ?> container, String which, String state) {
        return container.get(which) instanceof Map<?, ?> states && states.get(state) instanceof Map<?, ?> found
                ? found
                : Map.of();
    }

    private static String name(Map<?, ?> container) {
        return string(container, "name");
    }

    private static String string(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
