package io.jenkins.plugins.continuousdeployment.engine.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A plain HTTP front before an API server, as its administrator: passes each request on, or breaks the connection
 * before or after the server has carried it out. Plain, so that it sees the requests; on loopback only.
 */
public final class Front implements AutoCloseable {
    static {
        // Else every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What becomes of a request. */
    public enum Fate {
        PASS,
        /** The server never sees it. */
        CUT_BEFORE,
        /** The server carries it out, the client hears nothing. */
        CUT_AFTER,
        /** The server carries it out, the client hears half of the answer. */
        CUT_MIDWAY
    }

    /** A request as it came in. */
    public record Seen(int number, String method, String path, String query) {
        /** Whether it changes what is stored. */
        public boolean writes() {
            return !method.equals("GET") && !query.contains("dryRun=");
        }

        public boolean watches() {
            return query.contains("watch=true");
        }
    }

    /** Decides. */
    @FunctionalInterface
    public interface Judge {
        Fate of(Seen request);

        /** The server has carried it out, and the client does not know yet. */
        default void carriedOut(Seen request) {}
    }

    private final TestBed.KubernetesServer server;
    private final HttpClient client;
    private final HttpServer front;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "front");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();
    private int underWay;
    private volatile Judge judge = request -> Fate.PASS;

    public Front(TestBed.KubernetesServer server) {
        this.server = server;
        try {
            client = HttpClient.newBuilder()
                    .sslContext(trusting(server.ca()))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (InputStream pem = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Where to send requests to. */
    public String url() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    /** Whom to ask from now on; requests are counted anew from 0. */
    public void judge(Judge other) {
        judge = Objects.requireNonNull(other);
        seen.set(0);
    }

    /** How many requests came since the last judge did. */
    public int seen() {
        return seen.get();
    }

    /** How many requests came in all. */
    public int total() {
        return total.get();
    }

    /** Waits until no request is under way any more; watches don't count. */
    public synchronized void awaitQuiet() {
        boolean interrupted = false;
        while (underWay > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void underWay(int more) {
        underWay += more;
        notifyAll();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        Seen request = new Seen(
                seen.getAndIncrement(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query);
        total.incrementAndGet();
        int counts = request.watches() ? 0 : 1;
        underWay(counts);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Judge now = judge;
            Fate fate = now.of(request);
            if (fate != Fate.CUT_BEFORE) {
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                String accept = exchange.getRequestHeaders().getFirst("Accept");
                HttpResponse<InputStream> answer =
                        passOn(request.method(), exchange.getRequestURI().toString(), type, accept, body);
                now.carriedOut(request);
                give(exchange, request, fate, answer);
            }
        } finally {
            underWay(-counts);
        }
    }

    private static void give(HttpExchange exchange, Seen request, Fate fate, HttpResponse<InputStream> answer)
            throws IOException {
        try (InputStream in = answer.body()) {
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            if (fate == Fate.PASS && request.watches()) {
                exchange.sendResponseHeaders(answer.statusCode(), 0);
                stream(in, exchange.getResponseBody());
                return;
            }
            byte[] whole = in.readAllBytes();
            if (fate == Fate.CUT_AFTER) {
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), whole.length == 0 ? -1 : whole.length);
            exchange.getResponseBody().write(whole, 0, fate == Fate.PASS ? whole.length : whole.length / 2);
            exchange.getResponseBody().flush();
        }
    }

    private static void stream(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    /** Asks the API server itself, as the administrator and as somebody else than the engine. */
    public String ask(String method, String pathAndQuery, String contentType, String body) {
        try {
            HttpResponse<InputStream> answer = passOn(
                    method, pathAndQuery, contentType, "application/json", body.getBytes(StandardCharsets.UTF_8));
            String text = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.statusCode() >= 300 && answer.statusCode() != 404) {
                throw new AssertionError(method + " " + pathAndQuery + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<InputStream> passOn(
            String method, String pathAndQuery, String contentType, String accept, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.server() + pathAndQuery))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + server.adminToken());
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (accept != null) {
            request.header("Accept", accept);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
    }
}
