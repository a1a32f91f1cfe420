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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

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

    /**
     * The watch is over; nothing is known of what comes after.
     *
     * @param code the HTTP status with which the server refused it or ended it, 0 where it just ended
     * @param why for a person
     */
    public record Ended(LiveWatch watch, int code, String why) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Consumer<Event> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ResourceType type;
    private final String namespace;
    private final List<KubeObject> initial;
    private volatile String version;
    private volatile AsyncBody body;
    private volatile boolean closed;
    private final AtomicBoolean over = new AtomicBoolean();

    private LiveWatch(
            ResourceType type, String namespace, List<KubeObject> initial, String version, Consumer<Event> sink) {
        this.type = type;
        this.namespace = namespace;
        this.initial = initial;
        this.version = version;
        this.sink = sink == null ? events::add : sink;
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
        return begun(cluster, type, namespace, Map.of("labelSelector", labelSelector), events::add);
    }

    /** The same for one object alone, with events of its own. */
    public static LiveWatch openOne(Cluster cluster, ResourceType type, String namespace, String name) {
        return begun(cluster, type, namespace, Map.of("fieldSelector", "metadata.name=" + name), null);
    }

    private static LiveWatch begun(
            Cluster cluster, ResourceType type, String namespace, Map<String, String> selector, Consumer<Event> sink) {
        ObjectApi.Listed listed = cluster.objects().listed(type, namespace, selector);
        LiveWatch watch = new LiveWatch(type, namespace, listed.items(), listed.resourceVersion(), sink);
        watch.start(cluster.client(), watch.request(selector));
        return watch;
    }

    /**
     * Goes on from a list that somebody else has read, or from where another watch ended.
     *
     * @param version the list's resource version, or the other watch's {@link #version}
     * @param lasting after how long the server may end it by itself
     * @param sink hears the events, one after another
     */
    static LiveWatch from(
            Cluster cluster,
            ResourceType type,
            String namespace,
            Map<String, String> selector,
            String version,
            Duration lasting,
            Consumer<Event> sink) {
        LiveWatch watch = new LiveWatch(type, namespace, List.of(), version, sink);
        String seconds = Long.toString(lasting.toSeconds());
        watch.start(cluster.client(), watch.request(selector).with("timeoutSeconds", seconds));
        return watch;
    }

    private ApiRequest request(Map<String, String> selector) {
        ApiRequest request = ApiRequest.get(type.path(namespace), ObjectApi.what("watch", type, namespace, ""))
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", version);
        for (Map.Entry<String, String> each : selector.entrySet()) {
            request = request.with(each.getKey(), each.getValue());
        }
        return request;
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
        answer.thenCompose(this::began).whenComplete((nothing, failure) -> end(ended(failure)));
    }

    private Ended ended(Throwable failure) {
        if (failure == null) {
            return new Ended(this, 0, "closed");
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        int code = cause instanceof RefusedWatch refused ? refused.code : 0;
        return new Ended(this, code, String.valueOf(cause.getMessage()));
    }

    /** Told once, whatever ends it first. */
    private void end(Ended ended) {
        if (over.compareAndSet(false, true)) {
            sink.accept(ended);
        }
    }

    /** Whether it has ended. */
    boolean over() {
        return over.get();
    }

    /** The server answered, and not with events. */
    private static final class RefusedWatch extends IOException {
        private static final long serialVersionUID = 1L;
        private final int code;

        RefusedWatch(int code) {
            super("HTTP status " + code);
            this.code = code;
        }
    }

    /** What is left of the watch, once the server has answered. */
    private CompletionStage<Void> began(HttpResponse<AsyncBody> response) {
        AsyncBody answered = response.body();
        body = answered;
        if (!response.isSuccessful()) {
            answered.cancel();
            return CompletableFuture.failedStage(new RefusedWatch(response.code()));
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
                event(String.valueOf(event.get("type")), new KubeObject((Map<String, Object>) object));
            }
        } catch (IOException e) {
            end(new Ended(this, 0, "an event that is no JSON: " + e.getMessage()));
        }
    }

    private void event(String kind, KubeObject value) {
        if (kind.equals("ERROR")) {
            int code = value.at("code") instanceof Number number ? number.intValue() : 0;
            end(new Ended(this, code, value.text("message")));
            return;
        }
        version = value.resourceVersion();
        switch (kind) {
            case "ADDED", "MODIFIED" -> sink.accept(new Present(value));
            case "DELETED" -> sink.accept(new Gone(value));
            default -> {
                // A bookmark: nothing has changed.
            }
        }
    }

    /** Up to where the server has told, for a watch that goes on from there. */
    String version() {
        return version;
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
