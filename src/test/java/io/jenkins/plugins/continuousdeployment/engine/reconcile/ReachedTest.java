package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The addresses of a project on the real API server, as the loop remembers them. */
class ReachedTest {
    private static final String WEB = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec: {rules: [{host: shop.example.com}], tls: [{hosts: [shop.example.com]}]}
            """;

    private static List<Address> addresses(Loop loop) {
        loop.says(Map.of("web.yaml", WEB)).repository.commit("The shop");
        loop.keeps(loop.automatic());
        loop.next(Event.Kind.SYNCED);
        loop.next(
                event -> loop.state().syncStatus() == SyncStatus.SYNCED
                        && !loop.state().addresses().isEmpty(),
                "addresses");
        return loop.state().addresses();
    }

    private static String nodePort(Loop loop) {
        return loop.kubectl.run(
                "get", "service", "web", "-n", loop.namespace, "-o", "jsonpath={.spec.ports[0].nodePort}");
    }

    @Test
    void servicesAndIngressesTellWhereTheyAreReached() {
        try (Loop loop = new Loop()) {
            List<Address> addresses = addresses(loop);
            assertThat(addresses).extracting(Address::url).contains("https://shop.example.com");
            assertThat(addresses).anyMatch(each -> each.text().contains(nodePort(loop)));
            assertThat(addresses).allMatch(each -> each.cluster().equals("testbed"));
        }
    }

    @Test
    void accountThatMayNotListNodesIsToldThePortAndWhatItLacks() {
        try (Loop loop = new Loop(TestBed.get(), "guests")) {
            loop.kubectl.run(
                    "create",
                    "rolebinding",
                    "loop",
                    "-n",
                    loop.namespace,
                    "--clusterrole=admin",
                    "--user=" + loop.user());
            loop.kubectl.run("create", "clusterrole", loop.user(), "--verb=get", "--resource=namespaces");
            loop.kubectl.run(
                    "create",
                    "clusterrolebinding",
                    loop.user(),
                    "--clusterrole=" + loop.user(),
                    "--user=" + loop.user());
            assertThat(addresses(loop))
                    .filteredOn(each -> each.object().groupKind().kind().equals("Service"))
                    .singleElement()
                    .satisfies(address -> {
                        assertThat(address.text()).contains(nodePort(loop));
                        assertThat(address.url()).isEmpty();
                        assertThat(address.problem()).contains("right to list nodes");
                    });
        }
    }
}
