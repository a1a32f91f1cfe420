package io.jenkins.plugins.continuousdeployment.engine.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** kubectl of the cluster's own version, for one user. */
public record Kubectl(Path kubeconfig) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs what must succeed, and returns its standard output. */
    public String run(String... arguments) {
        return Programs.succeed(kubeconfig.getParent(), environment(), "", command(List.of(arguments)));
    }

    /** Runs what may fail. */
    public Programs.Output attempt(String... arguments) {
        return Programs.run(kubeconfig.getParent(), environment(), "", command(List.of(arguments)));
    }

    /** Runs what must succeed and reads {@code manifest} from standard input ({@code -f -}). */
    public String feed(String manifest, String... arguments) {
        return Programs.succeed(kubeconfig.getParent(), environment(), manifest, command(List.of(arguments)));
    }

    /** The object or list that {@code kubectl get} prints. */
    public JsonNode get(String... arguments) {
        List<String> all = new ArrayList<>(List.of("get", "-o", "json", "--show-managed-fields"));
        all.addAll(List.of(arguments));
        try {
            return JSON.readTree(run(all.toArray(String[]::new)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a namespace that no other test has. */
    public String newNamespace() {
        String name = "test-" + UUID.randomUUID().toString().substring(0, 8);
        run("create", "namespace", name);
        return name;
    }

    private Map<String, String> environment() {
        return Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "HOME",
                kubeconfig.getParent().toString());
    }

    private static List<String> command(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(TestBed.program("kubectl").toString()));
        command.addAll(arguments);
        return command;
    }
}
