package io.jenkins.plugins.continuousdeployment.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.AccessReviews;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks a cluster its version, who we are to it, and what we may not do there though a deployment needs it. */
final class ClusterProbe {
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "patch", "delete");

    private final AccessReviews reviews;
    private final String namespace;

    private ClusterProbe(AccessReviews reviews, String namespace) {
        this.reviews = reviews;
        this.namespace = namespace;
    }

    static FormValidation test(DeploymentCluster cluster, Home home, Path account) {
        try {
            ClusterAccess access = ClusterCredentials.access(cluster, home, account);
            try (Cluster client = access.open(cluster.getName())) {
                return verdict(client, access.namespace());
            }
        } catch (RefusedException | ApiException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static FormValidation verdict(Cluster client, String namespace) {
        AccessReviews reviews = new AccessReviews(client);
        AccessReviews.Identity identity = reviews.whoAmI();
        List<String> missing = new ClusterProbe(reviews, namespace).missing();
        String where = namespace.isEmpty() ? Messages.ClusterProbe_Everywhere() : namespace;
        String hello = Messages.ClusterProbe_Answer(client.version(), identity.user());
        if (identity.user().equals("system:anonymous")) {
            return FormValidation.warning(hello + " " + Messages.ClusterProbe_Anonymous());
        }
        return missing.isEmpty()
                ? FormValidation.ok(hello + " " + Messages.ClusterProbe_All(where))
                : FormValidation.warning(
                        hello + " " + Messages.ClusterProbe_Missing(where, String.join("; ", missing)));
    }

    /** What every project needs comes by name; what it deploys is its own affair, so all kinds stand for it. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!reviews.allowed("get", "", "namespaces", "kube-system", "kube-system")) {
            missing.add("get namespaces kube-system");
        }
        List<String> everything = denied("*", "*");
        if (!everything.isEmpty()) {
            List<String> records = denied("", "configmaps");
            if (!records.isEmpty()) {
                missing.add(String.join(", ", records) + " configmaps");
            }
            missing.add(Messages.ClusterProbe_AllKinds(String.join(", ", everything)));
        }
        return missing;
    }

    private List<String> denied(String group, String resource) {
        return VERBS.stream()
                .filter(verb -> !reviews.allowed(verb, group, resource, namespace, ""))
                .toList();
    }
}
