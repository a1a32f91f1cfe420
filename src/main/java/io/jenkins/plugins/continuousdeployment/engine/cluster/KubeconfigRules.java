package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.util.Map;
import java.util.Set;

/**
 * Which keys of a kubeconfig are taken from a stranger. What is not listed is refused, so that a key which a later
 * Kubernetes gives a meaning is too.
 */
final class KubeconfigRules {
    static final Set<String> ROOT = Set.of(
            "apiVersion", "kind", "clusters", "users", "contexts", "current-context", "preferences", "extensions");
    static final Set<String> NAMED = Set.of("name", "cluster", "user", "context");
    static final Set<String> CLUSTER = Set.of(
            "server", "certificate-authority-data", "insecure-skip-tls-verify", "disable-compression", "extensions");
    static final Set<String> USER =
            Set.of("token", "username", "password", "client-certificate-data", "client-key-data", "extensions");
    static final Set<String> CONTEXT = Set.of("cluster", "user", "namespace", "extensions");

    private static final String PROGRAM = "would run a program on the machine that reads it. Give a token, a client"
            + " certificate, or user and password instead; a service account's token serves best";
    private static final String FILE = "names a file of the machine that reads it. Write its content, in base64, as ";
    private static final String DISGUISE =
            "makes requests in the name of somebody else. Use a credential of the account" + " that is meant";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("exec", PROGRAM),
            Map.entry("auth-provider", PROGRAM),
            Map.entry("tokenFile", "names a file of the machine that reads it. Write its content as token"),
            Map.entry("client-certificate", FILE + "client-certificate-data"),
            Map.entry("client-key", FILE + "client-key-data"),
            Map.entry("certificate-authority", FILE + "certificate-authority-data"),
            Map.entry("proxy-url", "would send the credential through another server. Remove it"),
            Map.entry("tls-server-name", "is not supported. Use an address that the server's certificate is made for"),
            Map.entry("as", DISGUISE),
            Map.entry("as-uid", DISGUISE),
            Map.entry("as-groups", DISGUISE),
            Map.entry("as-user-extra", DISGUISE));

    private KubeconfigRules() {}

    static String reason(String key) {
        return REASONS.getOrDefault(key, "is not among the keys that are taken here. Remove it");
    }
}
