package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scalars of the table once more, through kubectl and a real API server that keeps what it is given. */
class ServerReadingTest {
    private static final String KIND = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: readings.yaml.example.org}
            spec:
              group: yaml.example.org
              scope: Namespaced
              names: {kind: Reading, plural: readings, singular: reading}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """;

    @Test
    void theServerKeepsWhatWeRead() {
        Kubectl kubectl = TestBed.get().kubectl();
        kubectl.feed(KIND, "apply", "-f", "-");
        kubectl.run("wait", "--for=condition=Established", "crd/readings.yaml.example.org", "--timeout=60s");
        try {
            String namespace = kubectl.newNamespace();
            String text = text();
            kubectl.feed(text, "create", "--validate=false", "-n", namespace, "-f", "-");
            String kept =
                    kubectl.get("reading", "all", "-n", namespace).get("spec").toString();
            Map<?, ?> ours = (Map<?, ?>) GoTable.ours(text);
            assertThat((Map<?, ?>) ours.get("spec")).hasSizeGreaterThan(200).isEqualTo(GoTable.value(kept));
        } finally {
            kubectl.run("delete", "crd/readings.yaml.example.org", "--wait=false");
        }
    }

    /** One object with every scalar of the table that can be read, as a value and in a list. */
    private static String text() {
        StringBuilder text =
                new StringBuilder("apiVersion: yaml.example.org/v1\nkind: Reading\nmetadata: {name: all}\nspec:\n");
        int number = 0;
        for (List<String> row : GoTable.rows("scalars.tsv").stream().skip(1).toList()) {
            String scalar = GoTable.text(row.get(0));
            number++;
            if (GoTable.ours("v: " + scalar) instanceof Map) {
                text.append("  v" + number + ": " + scalar + "\n  l" + number + ":\n  - " + scalar + "\n  - x\n");
            }
        }
        return text.toString();
    }
}
