package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.Objects;

/**
 * Where something that a project deploys is reached from outside of its cluster.
 *
 * @param cluster by the name that the definition gives it
 * @param object the Service or Ingress
 * @param text host, port and path as people write them; of a node port without known nodes the port alone
 * @param url {@code http} or {@code https}; empty where the text is no link
 * @param problem what is missing for the whole address; empty where nothing is
 */
public record Address(String cluster, ObjectKey object, String text, String url, String problem) {
    public Address {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(problem, "problem");
    }
}
