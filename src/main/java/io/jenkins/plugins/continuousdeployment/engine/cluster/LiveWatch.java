package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A list of objects and every change to them since, for somebody who waits: the events of a watch in the order in which
 * the server sent them. A watch that breaks is told as {@link Ended}, and whoever waits begins a new one.
 */
public final class LiveWatch implements AutoCloseable {
    /** What a watch tells. */
    public sealed interface Event {}

    /** The object is new or changed. */
    public record Present(KubeObject object) implements Event {}

    /** The object is gone. */
    public record Gone(KubeObject object) implements Event {}

    /** The watch is over; nothing is known of what comes after. */
    public record Ended(LiveWatch watch, String why) implements Event {}

    private final BlockingQueue<Event> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ResourceType type;
    private final String namespace;
    private final List<KubeObject> initial;
    private volatile AsyncBody body;
    private volatile boolean closed;

    private LiveWatch(ResourceType type, String namespace, List<KubeObject> initial, BlockingQueue<Event> events) {
        this.type = type;
        this.namespace = namespace;
        this.initial = initial;
        this.events = events;
    }

    /**
     * Lists and goes on watching.
     *
     * @param namespace empty for all namespaces
     * @param labelSelector empty for all objects
     * @param events where the events go, so that one thread can wait for several watches
     */
    public static LiveWatch open(
            Cluster cluster, ResourceType type, String namespace, String labelSelector, BlockingQueue<Event> events) {
        return begun(cluster, type, namespace, Map.of("labelSelector", labelSelector), events);
    }

    /** The same for one object alone, with events of its own. */
    public static LiveWatch openOne(Cluster cluster, ResourceType type, String namespace, String name) {
        Map<String, String> selector = Map.of("fieldSelector", "metadata.name=" + name);
        return begun(cluster, type, namespace, selector, new LinkedBlockingQueue<>());
    }

    private static LiveWatch begun(
            Cluster cluster,
            ResourceType type,
            String namespace,
            Map<String, String> selector,
            BlockingQueue<Event> events) {
        ObjectApi.Listed listed = cluster.objects().listed(type, namespace, selector);
        LiveWatch watch = new LiveWatch(type, namespace, listed.items(), events);
        ApiRequest request = ApiRequest.get(type.path(namespace), ObjectApi.what("watch", type, namespace, ""))
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", listed.resourceVersion());
        for (Map.Entry<String, String> each : selector.entrySet()) {
            request = request.with(each.getKey(), each.getValue());
        }
        watch.start(cluster.client(), request);
        return watch;
    }

    private void start(ApiClient client, ApiRequest request) {
        HttpClient http = client.http();
        URI uri = client.uri(request);
        // A stage, for nobody waits here: however it ends, whoever reads the events is told.
        CompletionStage<HttpResponse<AsyncBody>> answer = http.consumeBytes(
                http.newHttpRequestBuilder().uri(uri).forStreaming().build(), (bytes, async) -> {
                    bytes.forEach(this::received);
                    async.consume();
                });
        answer.thenCompose(this::began)
                .whenComplete((nothing, failure) ->
                        events.add(new Ended(this, failure == null ? "closed" : String.valueOf(failure.getMessage()))));
    }

    /** What is left of the watch, once the server has answered. */
    private CompletionStage<Void> began(HttpResponse<AsyncBody> response) {
        AsyncBody answered = response.body();
        body = answered;
        if (!response.isSuccessful()) {
            answered.cancel();
            return CompletableFuture.failedStage(new IOException("HTTP status " + response.code()));
        }
        if (closed) {
            answered.cancel();
        } else {
            answered.consume();
        }
        return answered.done();
    }

    private synchronized void received(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                event(line.toByteArray());
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void event(byte[] json) {
        try {
            if (Json.read(json) instanceof Map<?, ?> event && event.get("object") instanceof Map<?, ?> object) {
                KubeObject value = new KubeObject((Map<String, Object>) object);
                switch (String.valueOf(event.get("type"))) {
                    case "ADDED", "MODIFIED" -> events.add(new Present(value));
                    case "DELETED" -> events.add(new Gone(value));
                    case "ERROR" -> events.add(new Ended(this, value.text("message")));
                    default -> {
                        // A bookmark: nothing has changed.
                    }
                }
            }
        } catch (IOException e) {
            events.add(new Ended(this, "an event that is no JSON: " + e.getMessage()));
        }
    }

    /** What is watched. */
    public ResourceType type() {
        return type;
    }

    /** Where is watched, empty for all namespaces. */
    public String namespace() {
        return namespace;
    }

    /** The objects as they were when the watch began. */
    public List<KubeObject> initial() {
        return initial;
    }

    /**
     * The next event, waiting for it.
     *
     * @param millis the longest wait
     * @return null where nothing came in that time
     */
    public Event next(long millis) {
        try {
            return events.poll(Math.max(millis, 0), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Interruption.of("waiting for " + type.resource());
        }
    }

    @Override
    public void close() {
        closed = true;
        AsyncBody open = body;
        if (open != null) {
            open.cancel();
        }
    }
}
