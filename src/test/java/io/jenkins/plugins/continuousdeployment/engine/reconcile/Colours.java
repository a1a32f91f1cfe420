package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.util.Map;

/** The least that can be synced: one ConfigMap, and what the cluster has of it. */
final class Colours {
    static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: SKY}}";

    private Colours() {}

    /** The files of a repository. */
    static Map<String, String> map(String sky) {
        return Map.of("map.yaml", MAP.replace("SKY", sky));
    }

    /** The colour in the cluster; empty where there is none. */
    static String sky(Loop loop) {
        return loop.kubectl.run(
                "get",
                "configmap",
                "colours",
                "-n",
                loop.namespace,
                "-o",
                "jsonpath={.data.sky}",
                "--ignore-not-found");
    }
}
