package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;

import io.jenkins.plugins.continuousdeployment.engine.Health;

/** Kinds that something outside the cluster may have to give an address to. */
final class NetworkRules {
    private NetworkRules() {}

    static Health service(LiveObject live) {
        if (!live.text("spec", "type").equals("LoadBalancer")) {
            return healthy("Needs no address from outside");
        }
        return addressed(live, "a load balancer");
    }

    static Health ingress(LiveObject live) {
        return addressed(live, "an ingress controller");
    }

    private static Health addressed(LiveObject live, String by) {
        return live.object().list("status", "loadBalancer", "ingress").isEmpty()
                ? progressing("Waiting for %s to give it an address", by)
                : healthy("Has an address");
    }
}
