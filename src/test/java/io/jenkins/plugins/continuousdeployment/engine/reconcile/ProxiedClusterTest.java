package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A project whose cluster is behind an HTTP proxy with a password. */
class ProxiedClusterTest {
    private static final String PASSWORD = "geheim-of-the-proxy";

    private static Map<String, String> map(String name) {
        return Map.of(
                name + ".yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {sky: blue}}");
    }

    private static String names(Loop loop) {
        return loop.kubectl.run(
                "get", "configmap", "one", "two", "-n", loop.namespace, "-o", "name", "--ignore-not-found");
    }

    @Test
    void isSyncedAndHealedAndLosesNothingWhileTheProxyRefuses() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy("user", PASSWORD);
                Loop loop = new Loop()) {
            loop.says(map("one")).says(map("two")).repository.commit("The shop");
            loop.by(new HttpProxy("127.0.0.1", proxy.port(), "user", PASSWORD)).keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            String server = loop.bed.kubernetes().server().replace("https://", "");
            assertThat(proxy.targets()).isNotEmpty().containsOnly(server);
            loop.kubectl.run("delete", "configmap", "two", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);

            loop.by(new HttpProxy("127.0.0.1", proxy.port(), "user", "geheim-and-wrong"))
                    .renewed("second");
            assertThat(loop.next(Event.Kind.UNREACHABLE).message())
                    .contains("Cluster testbed")
                    .contains("the proxy 127.0.0.1:" + proxy.port() + " asks for another user or password (407)")
                    .doesNotContain("geheim");
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.UNKNOWN);
            String commit = loop.repository.remove("two.yaml").commit("One is enough");
            loop.next(
                    event -> event.kind() == Event.Kind.COMMIT
                            && event.revision().commit().equals(commit),
                    commit);
            assertThat(names(loop)).contains("one").contains("two");

            loop.by(new HttpProxy("127.0.0.1", proxy.port(), "user", PASSWORD)).renewed("third");
            Event synced = loop.next(Event.Kind.SYNCED);
            assertThat(synced.changes()).extracting(Change::action).containsExactly(Action.PRUNED);
            assertThat(names(loop)).contains("one").doesNotContain("two");
        }
    }
}
