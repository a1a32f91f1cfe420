package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster that can be asked. Safe for many threads; what it serves is read once and again on demand.
 */
public final class Cluster implements AutoCloseable {
    private static final ResourceType NAMESPACES =
            new ResourceType(new GroupKind("", "Namespace"), "v1", "namespaces", false, Set.of());

    private final String name;
    private final ApiClient client;
    private final ObjectApi objects;
    private volatile Discovery discovery;
    private volatile String uid;
    private volatile String version;
    private volatile SharedWatches watches;

    private Cluster(String name, ApiClient client) {
        this.name = name;
        this.client = client;
        this.objects = new ObjectApi(client, new Written());
    }

    /** Passes on what our own writes answered. */
    private final class Written implements ObjectApi.Written {
        @Override
        public void wrote(KubeObject object) {
            watches().ifPresent(shared -> shared.wrote(object));
        }

        @Override
        public void deleted(KubeObject object) {
            watches().ifPresent(shared -> shared.deleted(object));
        }
    }

    /**
     * Prepares a client; nothing is sent yet.
     *
     * @param name how the definition calls the cluster
     * @param config address and credential; made by {@link Config#empty()} or from a kubeconfig, never by fabric8's
     *     auto-configuration
     */
    public static Cluster of(String name, Config config) {
        return of(name, config, RetryPolicy.DEFAULT);
    }

    /**
     * The same by a proxy, whatever the config says of one.
     *
     * @param proxy what leads to the cluster; empty to go there without
     */
    public static Cluster of(String name, Config config, Optional<HttpProxy> proxy) {
        return of(name, config, proxy, RetryPolicy.DEFAULT);
    }

    static Cluster of(String name, Config config, RetryPolicy retry) {
        prepare(name, config);
        HttpClient.Builder builder = new OkHttpClientFactory().newBuilder(config);
        return of(name, config, builder.build(), Unreachable.without(), retry);
    }

    static Cluster of(String name, Config config, Optional<HttpProxy> proxy, RetryPolicy retry) {
        prepare(name, config);
        return of(name, config, Tunnels.client(config, proxy), new Unreachable(proxy), retry);
    }

    private static Cluster of(String name, Config config, HttpClient http, Unreachable words, RetryPolicy retry) {
        return new Cluster(name, new ApiClient(http, URI.create(config.getMasterUrl()), name, words, retry));
    }

    private static void prepare(String name, Config config) {
        Objects.requireNonNull(name, "name");
        config.setRequestRetryBackoffLimit(0);
        config.setUserAgent(TrackingRecord.TOOL);
        ClientKey.recognise(config);
    }

    /** How the definition calls it. */
    public String name() {
        return name;
    }

    /** {@code Cluster prod (https://…)}, for messages. */
    public String describe() {
        return client.describe();
    }

    /** The verbs on its objects. */
    public ObjectApi objects() {
        return objects;
    }

    /** What it serves, as read last. */
    public Discovery discovery() {
        Discovery known = discovery;
        return known == null ? rediscover() : known;
    }

    /** Reads anew what it serves, after a CRD or an APIService came or went. */
    public Discovery rediscover() {
        version = null;
        Discovery fresh = DiscoveryReader.read(client);
        discovery = fresh;
        return fresh;
    }

    /**
     * What the cluster is, by whatever name or address it is reached: the uid of its namespace {@code kube-system}.
     */
    public String uid() {
        String known = uid;
        if (known == null) {
            known = objects.get(NAMESPACES, "", "kube-system")
                    .map(KubeObject::uid)
                    .orElseThrow(() -> new UnreachableException(
                            describe() + " has no namespace kube-system, by which a cluster is known", null));
            uid = known;
        }
        return known;
    }

    /**
     * Asks for its version, which it tells everybody.
     *
     * @throws UnreachableException where it does not answer
     * @throws ApiException where it answers with a refusal
     */
    public void ping() {
        client.send(ApiRequest.get("/version", "read its version"));
    }

    /**
     * From now on keeps tracked objects and records known by watches, which are opened as comparisons ask for kinds.
     *
     * @param listener hears what changed, so that somebody compares
     */
    public SharedWatches watch(Clock clock, SharedWatches.Listener listener) {
        SharedWatches shared = new SharedWatches(this, clock, listener);
        watches = shared;
        return shared;
    }

    private Optional<SharedWatches> watches() {
        return Optional.ofNullable(watches);
    }

    /**
     * The members of an apply set: as watches have told, else as the server answers now.
     *
     * @param namespace empty for all namespaces
     * @throws ApiException where the server refused to list them
     */
    public List<KubeObject> members(ResourceType type, String namespace, String applySetId) {
        return watches()
                .flatMap(shared -> shared.members(type, namespace, applySetId))
                .orElseGet(() -> objects.list(type, namespace, Marks.PART_OF + "=" + applySetId));
    }

    /** The records of a name as a watch has told; empty where no watch can tell. */
    Optional<List<KubeObject>> watchedRecords(String name) {
        return watches().flatMap(shared -> shared.records(name));
    }

    /** Its version, as it says it: {@code v1.36.3}; empty where it says none. Read once, and again with {@link #rediscover}. */
    public String version() {
        String known = version;
        if (known == null) {
            known = client.send(ApiRequest.get("/version", "read the version")).get("gitVersion") instanceof String text
                    ? text
                    : "";
            version = known;
        }
        return known;
    }

    /** The class of the HTTP client in use, for tests and diagnosis. */
    public String httpClient() {
        return client.http().getClass().getName();
    }

    ApiClient client() {
        return client;
    }

    @Override
    public void close() {
        watches().ifPresent(SharedWatches::close);
        client.http().close();
    }
}
