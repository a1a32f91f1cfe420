package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases, played on the real API server; with {@code -Ddiff.record=FOLDER} its answers are kept there. */
class DiffCasesOnServerTest {
    private final LiveServer server = LiveServer.get();

    @BeforeAll
    static void makeKinds() {
        new Crds(LiveServer.get()).establishAll();
    }

    static Stream<DiffCase> cases() {
        return DiffCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void serverSaysWhatTheCaseExpects(DiffCase diffCase) {
        String namespace = server.newNamespace("diff-");
        diffCase.steps().forEach(step -> play(diffCase, step, namespace));
        DiffCase.Recording recording = server.asked(diffCase.desired(namespace));
        String folder = System.getProperty("diff.record");
        if (folder != null) {
            diffCase.record(Path.of(folder), recording, namespace);
        }
        DiffCasesTest.check(diffCase, recording, namespace);
    }

    private void play(DiffCase diffCase, Map<String, Object> step, String namespace) {
        String manager = (String) step.getOrDefault("manager", LiveServer.US);
        KubeObject object = seenIn(step, diffCase.desired(namespace));
        if (step.containsKey("apply")) {
            server.apply(diffCase.placed(step.get("apply"), namespace), manager).object();
        } else if (step.containsKey("create")) {
            KubeObject created = diffCase.placed(step.get("create"), namespace);
            server.create(created, manager).object();
        } else if (step.containsKey("json")) {
            server.jsonPatch(object, (List<?>) step.get("json"), manager).object();
        } else if (step.containsKey("merge")) {
            String subresource = (String) step.getOrDefault("subresource", "");
            server.merge(object, subresource, Trees.map(step.get("merge")), manager)
                    .object();
        } else if (step.containsKey("delete")) {
            server.delete(object).object();
        } else {
            throw new AssertionError("no such step: " + step);
        }
    }

    /** Somebody may speak another version than we do. */
    private static KubeObject seenIn(Map<String, Object> step, KubeObject object) {
        Map<String, Object> body = object.thaw();
        body.put("apiVersion", step.getOrDefault("version", object.apiVersion()));
        return new KubeObject(body);
    }
}
