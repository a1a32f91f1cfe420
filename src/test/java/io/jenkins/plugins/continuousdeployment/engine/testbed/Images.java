package io.jenkins.plugins.continuousdeployment.engine.testbed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A repository of its own in the bed's registry, into which images are pushed through the open face. */
public final class Images {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final int AT_ONCE = 8;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String name;

    /** A new repository with a name that no other test has. */
    public Images(TestBed bed) {
        url = bed.registry().url();
        name = "test-" + UUID.randomUUID() + "/web";
    }

    /** One in a registry that is open to everybody. */
    public Images(String url) {
        this.url = url;
        name = "test-" + UUID.randomUUID() + "/web";
    }

    /** Its path in the registry. */
    public String name() {
        return name;
    }

    /** Its full name at the face of that address. */
    public String at(String face) {
        return URI.create(face).getAuthority() + "/" + name;
    }

    /** Pushes an image without layers. */
    public String push(String tag, String created, Map<String, String> labels) {
        return push(tag, created, labels, "amd64");
    }

    /** Pushes one for an architecture, under a tag or, where that is empty, by its digest alone; answers the digest. */
    public String push(String tag, String created, Map<String, String> labels, String architecture) {
        String written = labels.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(","));
        String config = "{\"created\":\"%s\",\"os\":\"linux\",\"architecture\":\"%s\",\"config\":{\"Labels\":{%s}},"
                        .formatted(created, architecture, written)
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":".formatted(MANIFEST)
                + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":%d},\"layers\":[]}"
                        .formatted(blob(config), config.getBytes(StandardCharsets.UTF_8).length);
        return manifest(tag, MANIFEST, manifest);
    }

    /** Puts images of these architectures and digests under one tag; answers the index's digest. */
    public String index(String tag, Map<String, String> digests) {
        String entries = digests.entrySet().stream()
                .map(entry -> "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"os\":\"linux\","
                                .formatted(MANIFEST, entry.getValue(), size(entry.getValue()))
                        + "\"architecture\":\"%s\"}}".formatted(entry.getKey()))
                .collect(Collectors.joining(","));
        return manifest(
                tag, INDEX, "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}".formatted(INDEX, entries));
    }

    /** One image under many tags. */
    public void pushAll(List<String> tags) {
        push(tags.get(0), "2026-01-01T00:00:00Z", Map.of());
        byte[] manifest =
                send("GET", "manifests/" + tags.get(0), MANIFEST, new byte[0]).body();
        List<CompletableFuture<?>> lanes = new ArrayList<>();
        for (int lane = 0; lane < AT_ONCE; lane++) {
            int first = lane;
            lanes.add(CompletableFuture.runAsync(() -> {
                for (int i = first; i < tags.size(); i += AT_ONCE) {
                    send("PUT", "manifests/" + tags.get(i), MANIFEST, manifest);
                }
            }));
        }
        lanes.forEach(CompletableFuture::join);
    }

    private long size(String digest) {
        return send("GET", "manifests/" + digest, MANIFEST, new byte[0]).body().length;
    }

    private String manifest(String tag, String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String digest = digest(bytes);
        send("PUT", "manifests/" + (tag.isEmpty() ? digest : tag), type, bytes);
        return digest;
    }

    private String blob(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String digest = digest(bytes);
        HttpResponse<byte[]> upload = send("POST", "blobs/uploads/", "application/octet-stream", new byte[0]);
        URI place = URI.create(upload.headers().firstValue("Location").orElseThrow());
        String target = place.getRawPath() + (place.getRawQuery() == null ? "?" : "?" + place.getRawQuery() + "&")
                + "digest=" + digest;
        request("PUT", URI.create(url + target), "application/octet-stream", bytes);
        return digest;
    }

    private HttpResponse<byte[]> send(String method, String path, String type, byte[] body) {
        return request(method, URI.create(url + "/v2/" + name + "/" + path), type, body);
    }

    private HttpResponse<byte[]> request(String method, URI uri, String type, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Content-Type", type)
                .header("Accept", type)
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + uri + ": " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\u001b", "\\u001b") + "\"";
    }
}
