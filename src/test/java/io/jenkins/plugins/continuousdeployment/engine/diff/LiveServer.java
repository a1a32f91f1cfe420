package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The test bed's API server, asked under the name of any manager and with any verb. */
final class LiveServer {
    /** Who the tests prove, apply and take over for. */
    static final String US = "continuous-deployment";

    private static final int TRIES = 50;

    private static LiveServer shared;
    private static LiveServer alone;

    private final HttpClient http;
    private final String server;
    private final String token;
    private final Map<String, Map<String, Resource>> resources = new ConcurrentHashMap<>();

    private record Resource(String plural, boolean namespaced) {}

    /** An answer, whatever it says. */
    record Answer(int code, Object body) {
        boolean ok() {
            return code / 100 == 2;
        }

        KubeObject object() {
            if (!ok()) {
                throw new AssertionError("the server answered " + code + ": " + body);
            }
            return new KubeObject(Trees.map(body));
        }
    }

    private LiveServer(TestBed.KubernetesServer kubernetes) {
        server = kubernetes.server();
        token = kubernetes.adminToken();
        http = HttpClient.newBuilder()
                .sslContext(trusting(kubernetes.ca()))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    static synchronized LiveServer get() {
        if (shared == null) {
            shared = new LiveServer(TestBed.get().kubernetes());
        }
        return shared;
    }

    /** A server with no controllers behind it: objects stay as they were left. */
    static synchronized LiveServer alone() {
        if (alone == null) {
            alone = new LiveServer(TestBed.get().newCluster());
        }
        return alone;
    }

    private static SSLContext trusting(Path ca) {
        try (InputStream in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String newNamespace(String prefix) {
        Answer made = send(
                "POST",
                "/api/v1/namespaces",
                "application/json",
                Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("generateName", prefix)));
        return made.object().name();
    }

    boolean namespaced(KubeObject object) {
        return resource(object).namespaced();
    }

    Answer apply(KubeObject object, String manager) {
        return patch(object, "application/apply-patch+yaml", object.body(), manager, "&force=true");
    }

    Answer dryRun(KubeObject object, String manager) {
        return patch(object, "application/apply-patch+yaml", object.body(), manager, "&force=true&dryRun=All");
    }

    /** A merge patch of the object, or of a subresource. */
    Answer merge(KubeObject object, String subresource, Map<String, Object> patch, String manager) {
        String path = path(object) + (subresource.isEmpty() ? "" : "/" + subresource);
        return send("PATCH", path + "?fieldManager=" + manager, "application/merge-patch+json", patch);
    }

    Answer jsonPatch(KubeObject object, List<?> operations, String manager) {
        return patch(object, "application/json-patch+json", operations, manager, "");
    }

    Answer replace(KubeObject object, String manager, boolean dryRun) {
        String query = "?fieldManager=" + manager + (dryRun ? "&dryRun=All" : "");
        return send("PUT", path(object) + query, "application/json", object.body());
    }

    Answer create(KubeObject object, String manager) {
        return send("POST", collection(object) + "?fieldManager=" + manager, "application/json", object.body());
    }

    Answer get(KubeObject object) {
        return send("GET", path(object), null, null);
    }

    /** An object and a dry run on that very state of it, though controllers write as they please. */
    DiffCase.Recording asked(KubeObject desired) {
        for (int i = 0; i < TRIES; i++) {
            KubeObject live = get(desired).object();
            Answer answer = dryRun(desired, US);
            if (!answer.ok()) {
                return new DiffCase.Recording(live, null);
            }
            if (answer.object().resourceVersion().equals(live.resourceVersion())) {
                return new DiffCase.Recording(live, answer.object());
            }
        }
        throw new AssertionError("the object never holds still: " + desired.kind() + " " + desired.name());
    }

    Answer delete(KubeObject object) {
        return send("DELETE", path(object), "application/json", Map.of("propagationPolicy", "Background"));
    }

    private Answer patch(KubeObject object, String type, Object body, String manager, String query) {
        return send("PATCH", path(object) + "?fieldManager=" + manager + query, type, body);
    }

    private String path(KubeObject object) {
        return collection(object) + "/" + object.name();
    }

    private String collection(KubeObject object) {
        Resource resource = resource(object);
        String namespace = resource.namespaced() ? "/namespaces/" + object.namespace() : "";
        return root(object.apiVersion()) + namespace + "/" + resource.plural();
    }

    private static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }

    /** Whether the server has the kind in that version. */
    boolean serves(KubeObject object) {
        return find(object) != null;
    }

    private Resource resource(KubeObject object) {
        Resource resource = find(object);
        if (resource == null) {
            throw new AssertionError("the server has no " + object.apiVersion() + " " + object.kind());
        }
        return resource;
    }

    private Resource find(KubeObject object) {
        Map<String, Resource> known = resources.computeIfAbsent(object.apiVersion(), this::discover);
        if (!known.containsKey(object.kind())) {
            known = discover(object.apiVersion());
            resources.put(object.apiVersion(), known);
        }
        return known.get(object.kind());
    }

    private Map<String, Resource> discover(String apiVersion) {
        Answer answer = send("GET", root(apiVersion), null, null);
        Map<String, Resource> found = new ConcurrentHashMap<>();
        if (answer.ok()) {
            for (Object item : (List<?>) Trees.map(answer.body()).get("resources")) {
                Map<String, Object> resource = Trees.map(item);
                String name = (String) resource.get("name");
                if (!name.contains("/")) {
                    found.put((String) resource.get("kind"), new Resource(name, (Boolean) resource.get("namespaced")));
                }
            }
        }
        return found;
    }

    Answer send(String method, String path, String contentType, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType);
            request.method(method, HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] bytes = response.body();
            boolean json = bytes.length > 0 && bytes[0] == '{';
            return new Answer(
                    response.statusCode(), json ? Trees.json(bytes) : new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
