package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes kinds for tests. */
final class Crds {
    private static final int TRIES = 500;

    private final LiveServer server;

    Crds(LiveServer server) {
        this.server = server;
    }

    /** All kinds of {@code kinds.yaml}. */
    void establishAll() {
        try (InputStream in = Crds.class.getResourceAsStream("kinds.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Trees.documents(text).forEach(crd -> establish(new KubeObject(crd)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void establish(KubeObject crd) {
        server.apply(crd, "crds").object();
        await(crd);
    }

    /** Asks until objects of a definition can be applied. */
    void await(KubeObject crd) {
        for (int i = 0; i < TRIES; i++) {
            boolean established = server.get(crd).object().list("status", "conditions").stream()
                    .map(condition -> (Map<?, ?>) condition)
                    .anyMatch(condition ->
                            "Established".equals(condition.get("type")) && "True".equals(condition.get("status")));
            if (established && served(crd)) {
                return;
            }
        }
        throw new AssertionError("the definition is never established: " + crd.name());
    }

    private boolean served(KubeObject crd) {
        String root = "/apis/" + crd.text("spec", "group") + "/";
        String plural = crd.text("spec", "names", "plural");
        return crd.list("spec", "versions").stream()
                .map(Trees::map)
                .filter(version -> Boolean.TRUE.equals(version.get("served")))
                .allMatch(version -> server.send("GET", root + version.get("name") + "/" + plural, null, null)
                        .ok());
    }
}
