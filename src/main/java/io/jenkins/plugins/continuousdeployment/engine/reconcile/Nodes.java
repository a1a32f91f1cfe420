package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a cluster's nodes are reached.
 *
 * @param addresses one of each node, the external one where it has one; a few, since they serve the same ports
 * @param problem why there is none; empty where there are some, or where nobody asked
 */
record Nodes(List<String> addresses, String problem) {
    private static final int SHOWN = 3;

    Nodes {
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(problem, "problem");
    }

    static Nodes unknown(String why) {
        return new Nodes(List.of(), why);
    }

    /** As the Node objects have it. */
    static Nodes of(List<KubeObject> nodes) {
        List<String> found = nodes.stream()
                .flatMap(node -> Stream.of("ExternalIP", "ExternalDNS", "InternalIP")
                        .flatMap(type -> addresses(node, type))
                        .limit(1))
                .limit(SHOWN)
                .toList();
        return new Nodes(found, found.isEmpty() ? "no node of the cluster has an address" : "");
    }

    private static Stream<String> addresses(KubeObject node, String type) {
        return node.list("status", "addresses").stream()
                .filter(each -> each instanceof Map<?, ?> entry && type.equals(entry.get("type")))
                .map(each -> String.valueOf(((Map<?, ?>) each).get("address")));
    }
}
