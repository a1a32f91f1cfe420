package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds where Services and Ingresses are reached. Hosts come from whoever may write to the cluster: one that is no plain
 * name or number is shown as text and never made a link.
 */
final class Addresses {
    private static final int MOST = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]{0,200}");
    private static final Set<String> INGRESSES = Set.of("networking.k8s.io", "extensions");

    private final String cluster;
    private final Supplier<Nodes> nodes;
    private final List<Address> found = new ArrayList<>();

    private Addresses(String cluster, Supplier<Nodes> nodes) {
        this.cluster = cluster;
        this.nodes = nodes;
    }

    /** The addresses of what was compared. */
    static List<Address> of(Comparison comparison, List<ClusterLoop> clusters) {
        return clusters.stream()
                .flatMap(each -> of(each.cluster().name(), comparison.live(each.cluster()), each::nodes).stream())
                .toList();
    }

    /**
     * The addresses of what lives in one cluster, a bounded number.
     *
     * @param live objects of any kind as they are
     * @param nodes asked only where a Service has a port on the nodes
     */
    static List<Address> of(String cluster, List<KubeObject> live, Supplier<Nodes> nodes) {
        Addresses addresses = new Addresses(cluster, nodes);
        for (KubeObject object : live) {
            if (object.kind().equals("Service") && object.group().isEmpty()) {
                addresses.service(object);
            } else if (object.kind().equals("Ingress") && INGRESSES.contains(object.group())) {
                addresses.ingress(object);
            }
        }
        return addresses.found.stream().distinct().limit(MOST).toList();
    }

    private void service(KubeObject service) {
        String type = service.text("spec", "type");
        for (Map<?, ?> port : maps(service.list("spec", "ports"))) {
            if (type.equals("LoadBalancer")) {
                balanced(service, port);
            }
            boolean onNodes = type.equals("NodePort")
                    || (type.equals("LoadBalancer") && waiting(service).isEmpty());
            if (onNodes && port.get("nodePort") != null) {
                onNodes(service, port);
            }
        }
    }

    /** What the load balancer has been given, if anything. */
    private static List<Map<?, ?>> waiting(KubeObject service) {
        return maps(service.list("status", "loadBalancer", "ingress"));
    }

    private void balanced(KubeObject service, Map<?, ?> port) {
        for (Map<?, ?> entry : waiting(service)) {
            add(service, host(entry), port, text(port.get("port")), "");
        }
    }

    private void onNodes(KubeObject service, Map<?, ?> port) {
        Nodes known = nodes.get();
        String number = text(port.get("nodePort"));
        for (String node : known.addresses()) {
            add(service, node, port, number, "");
        }
        if (known.addresses().isEmpty()) {
            String text = "port " + number + " of every node";
            found.add(new Address(cluster, ObjectKey.of(service), text, "", known.problem()));
        }
    }

    private static String host(Map<?, ?> entry) {
        String name = text(entry.get("hostname"));
        return name.isEmpty() ? text(entry.get("ip")) : name;
    }

    private void add(KubeObject service, String host, Map<?, ?> port, String number, String problem) {
        String protocol = text(port.get("protocol"));
        boolean tcp = protocol.isEmpty() || protocol.equals("TCP");
        String shown = (host.contains(":") ? "[" + host + "]" : host) + ":" + number;
        String scheme = secure(port, number) ? "https" : "http";
        String url = tcp && plain(host) ? scheme + "://" + shown : "";
        found.add(
                new Address(cluster, ObjectKey.of(service), tcp ? shown : shown + " (" + protocol + ")", url, problem));
    }

    private static boolean secure(Map<?, ?> port, String number) {
        String said = text(port.get("appProtocol")) + " " + text(port.get("name"));
        return said.contains("https")
                || number.equals("443")
                || text(port.get("port")).equals("443");
    }

    private static boolean plain(String host) {
        return NAME.matcher(host).matches() || IPV6.matcher(host).matches();
    }

    private void ingress(KubeObject ingress) {
        Set<String> secured = new HashSet<>();
        for (Map<?, ?> tls : maps(ingress.list("spec", "tls"))) {
            if (tls.get("hosts") instanceof List<?> hosts) {
                hosts.forEach(host -> secured.add(text(host)));
            }
        }
        for (Map<?, ?> rule : maps(ingress.list("spec", "rules"))) {
            String host = text(rule.get("host"));
            List<String> hosts = host.isEmpty()
                    ? waiting(ingress).stream().map(Addresses::host).toList()
                    : List.of(host);
            for (String each : hosts) {
                paths(rule).forEach(path -> reached(ingress, each, path, secured.contains(each)));
            }
        }
    }

    private void reached(KubeObject ingress, String host, String path, boolean secure) {
        boolean link = plain(host) && (path.isEmpty() || PATH.matcher(path).matches());
        String shown = (host.contains(":") ? "[" + host + "]" : host) + path;
        String url = link ? (secure ? "https://" : "http://") + shown : "";
        found.add(new Address(cluster, ObjectKey.of(ingress), shown, url, ""));
    }

    private static List<String> paths(Map<?, ?> rule) {
        if (!(rule.get("http") instanceof Map<?, ?> http) || !(http.get("paths") instanceof List<?> paths)) {
            return List.of("");
        }
        return maps(paths).stream().map(path -> text(path.get("path"))).toList();
    }

    private static List<Map<?, ?>> maps(List<?> list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object each : list) {
            if (each instanceof Map<?, ?> map) {
                maps.add(map);
            }
        }
        return maps;
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }
}
