package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that other tools made become ours: what the source does not have is removed in the cluster. */
class TakeoverTest {
    private static final String WANTED =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: blue}\n";
    private static final String AGENT = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec: {containers: [{name: agent, image: 'registry.example.com/agent:1'}]}
            """;
    private static final String FORMER =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {colour: red, size: big}\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "kubectl-client-side-apply, apply --server-side=false",
        "kubectl-create, create --save-config=false",
        "kubectl, apply --server-side",
        "helm, apply --server-side --field-manager=helm",
        "argocd-controller, apply --server-side --field-manager=argocd-controller",
        "kustomize-controller, apply --server-side --field-manager=kustomize-controller"
    })
    void whatTheFormerToolOwnedGoes(String manager, String command) {
        try (Shop shop = new Shop()) {
            String[] words = (command + " -n " + shop.namespace + " -f -").split(" ", -1);
            shop.kubectl.feed(FORMER, words);

            Change shown = shop.says(WANTED).compare().changeSet().changes().get(0);
            assertThat(shown.action()).isEqualTo(Action.CONFIGURED);
            assertThat(shown.message()).contains("takes over from " + manager, "data.size");
            shop.sync();

            JsonNode live = shop.kubectl.get("-n", shop.namespace, "configmap", "settings");
            assertThat(live.at("/data").toString()).isEqualTo("{\"colour\":\"blue\"}");
            assertThat(live.toString()).doesNotContain("last-applied-configuration");
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void aCounterThatTheServerKeepsIsNoDifference() {
        try (Shop shop = new Shop()) {
            shop.kubectl.feed(AGENT, "create", "-n", shop.namespace, "-f", "-");
            assertThat(shop.kubectl
                            .get("-n", shop.namespace, "daemonset", "agent")
                            .toString())
                    .contains("deprecated.daemonset.template.generation");
            shop.withoutWaiting().says(AGENT);

            Comparison taking = shop.compare();
            assertThat(taking.changeSet().changes().get(0).message())
                    .contains("takes over from kubectl-create")
                    .doesNotContain("deprecated");
            assertThat(taking.textDiffs().toString()).doesNotContain("deprecated");
            shop.sync(taking);
            assertThat(shop.compare().inSync()).isTrue();

            Comparison changing = shop.says(AGENT.replace("agent:1", "agent:2")).compare();
            assertThat(changing.changeSet().changes().get(0).message())
                    .contains("containers[name=agent].image")
                    .doesNotContain("agent:2", "deprecated");
            assertThat(changing.textDiffs().toString()).contains("agent:2").doesNotContain("deprecated");
            shop.sync(changing);
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void aFieldThatAnotherTookIsTakenBackAndItsAuthorNamed() {
        try (Shop shop = new Shop()) {
            shop.says(WANTED).sync();
            shop.kubectl.feed(
                    FORMER,
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "--field-manager=intruder",
                    "-n",
                    shop.namespace,
                    "-f",
                    "-");

            Change shown = shop.compare().changeSet().changes().get(0);
            assertThat(shown.message()).contains("data.colour", "intruder");
            shop.sync();

            JsonNode live = shop.kubectl.get("-n", shop.namespace, "configmap", "settings");
            assertThat(live.at("/data/colour").asText()).isEqualTo("blue");
            assertThat(live.at("/data/size").asText()).isEqualTo("big");
        }
    }
}
