package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a kubeconfig that comes from a credential, a definition or a repository. A kubeconfig is code: Kubernetes
 * clients run its {@code exec} and read the files that it names. So only listed keys are taken, everywhere in the file,
 * used or not, and nothing is looked up elsewhere.
 */
public final class KubeconfigReader {
    private static final YamlLimits LIMITS = new YamlLimits(20, 20_000);

    private final YamlDocument document;
    private final boolean mayBeInsecure;
    private final List<Problem> problems = new ArrayList<>();

    private KubeconfigReader(YamlDocument document, boolean mayBeInsecure) {
        this.document = document;
        this.mayBeInsecure = mayBeInsecure;
    }

    /**
     * Reads the access of the current context.
     *
     * @param name how messages call the file
     * @param content YAML or JSON
     * @param mayBeInsecure whether {@code insecure-skip-tls-verify} is taken
     * @throws RefusedException naming with its line every key that is not taken and all that is missing; no value is
     *     repeated
     */
    public static KubeconfigAccess read(String name, byte[] content, boolean mayBeInsecure) {
        List<YamlDocument> documents = YamlReader.read(name, content, LIMITS).stream()
                .filter(each -> each.tree() != null)
                .toList();
        if (documents.size() != 1) {
            throw new RefusedException(name + " is no kubeconfig: it must hold one document, and holds "
                    + documents.size() + ". Give the output of: kubectl config view --minify --flatten --raw");
        }
        return new KubeconfigReader(documents.get(0), mayBeInsecure).access();
    }

    private KubeconfigAccess access() {
        Map<?, ?> root = map(document.tree());
        keys(root, KubeconfigRules.ROOT);
        if (!"Config".equals(root.get("kind"))) {
            problem("this is no kubeconfig: its kind must be Config", "kind");
        }
        entries(root, "clusters", "cluster", KubeconfigRules.CLUSTER);
        entries(root, "users", "user", KubeconfigRules.USER);
        entries(root, "contexts", "context", KubeconfigRules.CONTEXT);
        Found context = found(root, "contexts", "context", root.get("current-context"), "current-context");
        Found cluster = found(root, "clusters", "cluster", context.value("cluster"), context.path("cluster"));
        Found user = found(root, "users", "user", context.value("user"), context.path("user"));
        boolean insecure = insecure(cluster);
        KubeconfigAccess access = new KubeconfigAccess(
                server(cluster),
                base64(cluster, "certificate-authority-data"),
                insecure,
                text(user, "token"),
                text(user, "username"),
                text(user, "password"),
                base64(user, "client-certificate-data"),
                base64(user, "client-key-data"),
                text(context, "namespace"));
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return access;
    }

    /** An entry of one of the three lists, and where it is. */
    private record Found(Map<?, ?> map, List<Object> where) {
        Object value(String key) {
            return map.get(key);
        }

        Object[] path(String key) {
            return longer(where, key);
        }
    }

    private static Object[] longer(List<Object> where, Object key) {
        List<Object> path = new ArrayList<>(where);
        path.add(key);
        return path.toArray();
    }

    private void entries(Map<?, ?> root, String list, String key, Set<String> taken) {
        List<?> entries = list(root.get(list));
        for (int i = 0; i < entries.size(); i++) {
            keys(map(entries.get(i)), KubeconfigRules.NAMED, list, i);
            keys(map(map(entries.get(i)).get(key)), taken, list, i, key);
        }
    }

    private void keys(Map<?, ?> map, Set<String> taken, Object... where) {
        for (Object key : map.keySet()) {
            if (!taken.contains(String.valueOf(key))) {
                Object[] path = longer(List.of(where), key);
                problems.add(new Problem(
                        document.placeOfKey(path), key + " " + KubeconfigRules.reason(String.valueOf(key)) + "."));
            }
        }
    }

    private Found found(Map<?, ?> root, String list, String key, Object name, Object... asked) {
        List<?> entries = list(root.get(list));
        for (int i = 0; i < entries.size(); i++) {
            if (name != null && name.equals(map(entries.get(i)).get("name"))) {
                return new Found(map(map(entries.get(i)).get(key)), List.of(list, i, key));
            }
        }
        if (problems.isEmpty()) {
            problem(
                    name == null
                            ? "the " + key + " to use is not named"
                            : "there is no " + key + " of this name in the file",
                    asked);
        }
        return new Found(Map.of(), List.of(list));
    }

    private String server(Found cluster) {
        String server = text(cluster, "server");
        if (!server.toLowerCase(Locale.ROOT).startsWith("https://") && problems.isEmpty()) {
            problem("the server's address must begin with https://", cluster.path("server"));
        }
        return server;
    }

    private boolean insecure(Found cluster) {
        Object value = cluster.value("insecure-skip-tls-verify");
        if (value != null && !(value instanceof Boolean)) {
            problem("insecure-skip-tls-verify must be true or false", cluster.path("insecure-skip-tls-verify"));
        }
        if (Boolean.TRUE.equals(value) && !mayBeInsecure) {
            problem(
                    "insecure-skip-tls-verify switches off the check of the server's certificate. Give"
                            + " certificate-authority-data instead, or choose for this very cluster to go without",
                    cluster.path("insecure-skip-tls-verify"));
        }
        return Boolean.TRUE.equals(value);
    }

    private String base64(Found found, String key) {
        String text = text(found, key);
        try {
            Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return text;
        } catch (IllegalArgumentException e) {
            problem(key + " is no base64", found.path(key));
            return "";
        }
    }

    private String text(Found found, String key) {
        Object value = found.value(key);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        problem(key + " must be a text", found.path(key));
        return "";
    }

    private void problem(String message, Object... where) {
        problems.add(new Problem(document.placeOf(where), message + "."));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
