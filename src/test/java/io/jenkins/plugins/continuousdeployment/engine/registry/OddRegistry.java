package io.jenkins.plugins.continuousdeployment.engine.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers as no real registry can be made to. */
final class OddRegistry implements AutoCloseable {
    /** A question as it came in; an empty authorization for none. */
    record Seen(String method, String target, String authorization, String body, Map<String, String> headers) {}

    /** An answer; a null body is never ended. */
    record Reply(int code, Map<String, String> headers, String body) {
        static Reply of(int code, String body) {
            return new Reply(code, Map.of("Content-Type", "application/json"), body);
        }

        Reply with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(code, more, body);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "odd registry");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    OddRegistry(Function<Seen, Reply> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, answers));
        server.start();
    }

    private void handle(HttpExchange exchange, Function<Seen, Reply> answers) throws IOException {
        try (exchange) {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            Seen request = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    headers);
            seen.add(request);
            Reply reply = answers.apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            if (reply.body() == null) {
                exchange.sendResponseHeaders(reply.code(), 0);
                byte[] more = new byte[64 * 1024];
                while (true) {
                    exchange.getResponseBody().write(more);
                }
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            boolean empty = body.length == 0 || request.method().equals("HEAD") || reply.code() == 304;
            exchange.sendResponseHeaders(reply.code(), empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    ImageName image() {
        return ImageName.of("127.0.0.1:" + port() + "/shop/web");
    }

    RegistryAccess access(RegistryCredential credential) {
        return RegistryAccess.of("127.0.0.1:" + port(), credential).withPlainHttp(true);
    }

    /** Nobody listens any more. */
    void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}
