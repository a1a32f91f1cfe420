package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A person's own kubeconfig, which may do what it does for kubectl: run an {@code exec} plugin, name files. Only the
 * command line may use it; a kubeconfig from a credential, a definition or a repository may not come this way.
 */
public final class Kubeconfigs {
    private Kubeconfigs() {}

    /**
     * Reads the access to one cluster.
     *
     * @param file the kubeconfig
     * @param context the context's name, or null for the file's current one
     * @throws RefusedException where the file or the context is missing or can't be read
     */
    public static Config read(Path file, String context) {
        if (!Files.isReadable(file)) {
            throw refused(file, "the kubeconfig is missing or can't be read", null);
        }
        Config config = parsed(file, context);
        NamedContext current = config.getCurrentContext();
        if (current == null || (context != null && !context.equals(current.getName()))) {
            String asked = context == null ? "no current context is set" : "there is no context \"" + context + "\"";
            throw refused(file, asked + "; it has: " + contexts(config), null);
        }
        return config;
    }

    private static Config parsed(Path file, String context) {
        try {
            return Config.fromKubeconfig(context, file.toFile());
        } catch (RuntimeException e) {
            throw refused(file, "this is no kubeconfig: " + e.getMessage(), e);
        }
    }

    private static String contexts(Config config) {
        List<NamedContext> contexts = config.getContexts() == null ? List.of() : config.getContexts();
        return contexts.isEmpty()
                ? "none"
                : contexts.stream().map(NamedContext::getName).sorted().collect(Collectors.joining(", "));
    }

    private static RefusedException refused(Path file, String message, Throwable cause) {
        return new RefusedException(List.of(new Problem(Place.of(file.toString()), message)), cause);
    }
}
