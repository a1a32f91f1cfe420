package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where Services and Ingresses are reached: from their objects, and on the bed. */
class AddressesTest {
    private static final Nodes NODES = new Nodes(List.of("192.0.2.7", "2001:db8::7"), "");

    private static List<String> urls(Map<String, Object> object, Nodes nodes) {
        return Addresses.of("prod", List.of(new KubeObject(object)), () -> nodes).stream()
                .map(each -> each.text() + " → " + each.url())
                .toList();
    }

    private static Map<String, Object> service(Map<String, Object> spec, Map<String, Object> status) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Service",
                "metadata",
                Map.of("name", "web", "namespace", "shop"),
                "spec",
                spec,
                "status",
                status);
    }

    private static Map<String, Object> ingress(Map<String, Object> spec, Map<String, Object> status) {
        return Map.of(
                "apiVersion",
                "networking.k8s.io/v1",
                "kind",
                "Ingress",
                "metadata",
                Map.of("name", "web", "namespace", "shop"),
                "spec",
                spec,
                "status",
                status);
    }

    private static Map<String, Object> nodePort(Map<String, Object> port) {
        return service(Map.of("type", "NodePort", "ports", List.of(port)), Map.of());
    }

    @Test
    void nodePortIsReachedOnTheNodes() {
        assertThat(urls(nodePort(Map.of("port", 80L, "nodePort", 30080L)), NODES))
                .containsExactly(
                        "192.0.2.7:30080 → http://192.0.2.7:30080", "[2001:db8::7]:30080 → http://[2001:db8::7]:30080");
        assertThat(urls(nodePort(Map.of("port", 443L, "nodePort", 30443L)), NODES)
                        .get(0))
                .endsWith("https://192.0.2.7:30443");
        assertThat(urls(nodePort(Map.of("port", 53L, "nodePort", 30053L, "protocol", "UDP")), NODES)
                        .get(0))
                .isEqualTo("192.0.2.7:30053 (UDP) → ");
    }

    @Test
    void withoutTheRightToListNodesThePortAndTheMissingRightAreTold() {
        Nodes nodes = Nodes.unknown("the account lacks the right to list nodes");
        List<Address> addresses = Addresses.of(
                "prod", List.of(new KubeObject(nodePort(Map.of("port", 80L, "nodePort", 30080L)))), () -> nodes);
        assertThat(addresses).singleElement().satisfies(address -> {
            assertThat(address.text()).contains("30080");
            assertThat(address.url()).isEmpty();
            assertThat(address.problem()).contains("right to list nodes");
        });
    }

    @Test
    void nobodyAsksForNodesWhereNothingIsOnThem() {
        Map<String, Object> service = service(
                Map.of("type", "LoadBalancer", "ports", List.of(Map.of("port", 443L, "nodePort", 30443L))),
                Map.of("loadBalancer", Map.of("ingress", List.of(Map.of("hostname", "lb.example.com")))));
        List<Address> addresses = Addresses.of("prod", List.of(new KubeObject(service)), () -> {
            throw new AssertionError("asked");
        });
        assertThat(addresses).extracting(Address::url).containsExactly("https://lb.example.com:443");
    }

    @Test
    void clusterIpHasNoAddressFromOutside() {
        assertThat(urls(service(Map.of("type", "ClusterIP", "ports", List.of(Map.of("port", 80L))), Map.of()), NODES))
                .isEmpty();
    }

    @Test
    void ingressIsReachedByItsHostsAndPaths() {
        Map<String, Object> rule = Map.of(
                "host",
                "shop.example.com",
                "http",
                Map.of("paths", List.of(Map.of("path", "/"), Map.of("path", "/api"), Map.of("path", "/(.*)"))));
        assertThat(urls(
                        ingress(
                                Map.of(
                                        "rules",
                                        List.of(rule, Map.of("host", "*.example.com")),
                                        "tls",
                                        List.of(Map.of("hosts", List.of("shop.example.com")))),
                                Map.of()),
                        NODES))
                .containsExactly(
                        "shop.example.com/ → https://shop.example.com/",
                        "shop.example.com/api → https://shop.example.com/api",
                        "shop.example.com/(.*) → ",
                        "*.example.com → ");
    }

    @Test
    void ingressWithoutHostIsReachedWhereItsControllerSays() {
        assertThat(urls(
                        ingress(
                                Map.of("rules", List.of(Map.of())),
                                Map.of("loadBalancer", Map.of("ingress", List.of(Map.of("ip", "192.0.2.1"))))),
                        NODES))
                .containsExactly("192.0.2.1 → http://192.0.2.1");
    }

    @Test
    void whatIsNoHostIsNeverMadeALink() {
        Map<String, Object> status =
                Map.of("loadBalancer", Map.of("ingress", List.of(Map.of("hostname", "x\"><script>alert(1)</script>"))));
        Map<String, Object> spec = Map.of("type", "LoadBalancer", "ports", List.of(Map.of("port", 80L)));
        assertThat(urls(service(spec, status), NODES))
                .singleElement()
                .asString()
                .endsWith("→ ");
        assertThat(urls(ingress(Map.of("rules", List.of(Map.of("host", "javascript:alert(1)"))), Map.of()), NODES))
                .singleElement()
                .asString()
                .endsWith("→ ");
    }

    @Test
    void nodesAreReachedByTheirExternalAddressFirst() {
        Map<String, Object> node = Map.of(
                "status",
                Map.of(
                        "addresses",
                        List.of(
                                Map.of("type", "InternalIP", "address", "10.0.0.1"),
                                Map.of("type", "ExternalIP", "address", "192.0.2.9"))));
        assertThat(Nodes.of(List.of(new KubeObject(node))).addresses()).containsExactly("192.0.2.9");
        assertThat(Nodes.of(List.of()).problem()).isNotEmpty();
    }
}
