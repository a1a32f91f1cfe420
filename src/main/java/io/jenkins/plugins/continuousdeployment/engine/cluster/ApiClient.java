package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sends requests to one API server: a bounded number at a time, again where that is safe, and every failure told in a
 * person's words. The HTTP client's own retry is off, since it can't know what may be sent twice.
 */
final class ApiClient {
    /** Requests under way at once; the server's own fairness queues the rest of the world's beside them. */
    static final int PARALLEL = 16;

    private final HttpClient http;
    private final URI server;
    private final String root;
    private final String cluster;
    private final Unreachable words;
    private final RetryPolicy retry;
    private final Semaphore places = new Semaphore(PARALLEL, true);

    ApiClient(HttpClient http, URI server, String cluster, Unreachable words, RetryPolicy retry) {
        this.http = http;
        this.server = server;
        this.root = server.toString().replaceAll("/+$", "");
        this.cluster = cluster;
        this.words = words;
        this.retry = retry;
    }

    /**
     * Sends a request and reads its answer as JSON.
     *
     * @throws ApiException where the server refused
     * @throws UnreachableException where no answer came
     */
    Map<String, Object> send(ApiRequest request) {
        return answer(request).body();
    }

    /** What a server that was content answered: the code, and the body as JSON. */
    record Answer(int code, Map<String, Object> body) {}

    /** As {@link #send}, with the code. */
    Answer answer(ApiRequest request) {
        HttpResponse<byte[]> response = response(request);
        try {
            return new Answer(
                    response.code(), tree(Json.read(response.body() == null ? new byte[0] : response.body())));
        } catch (IOException e) {
            throw new UnreachableException(
                    describe() + " answered " + request.what() + " with something that is no JSON; is " + server
                            + " the address of a Kubernetes API server?",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException("no JSON object");
    }

    private HttpResponse<byte[]> response(ApiRequest request) {
        for (int attempt = 0; ; attempt++) {
            try {
                HttpResponse<byte[]> response = exchange(request);
                if (response.isSuccessful()) {
                    return response;
                }
                ApiException refusal = ApiStatus.refusal(request, response.code(), response.body());
                if (!retry.again(request, refusal, response.header("Retry-After"), attempt)) {
                    throw refusal;
                }
            } catch (IOException e) {
                if (!retry.again(request, e, attempt)) {
                    throw new UnreachableException(words.explain(describe(), e), e);
                }
            }
        }
    }

    private HttpResponse<byte[]> exchange(ApiRequest request) throws IOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            // Nothing was sent.
            throw Interruption.of(request.what());
        }
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(built(request), byte[].class);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw Interruption.of(request.what());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            places.release();
        }
    }

    private HttpRequest built(ApiRequest request) {
        HttpRequest.Builder builder = http.newHttpRequestBuilder()
                .uri(uri(request))
                .timeout(retry.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .header("Accept", request.accept());
        if (request.body() == null) {
            return builder.method(request.method(), null, (String) null).build();
        }
        byte[] body = Json.write(request.body());
        return builder.method(request.method(), request.contentType(), new ByteArrayInputStream(body), body.length)
                .build();
    }

    URI uri(ApiRequest request) {
        String query = request.query().entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(root + request.path() + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpClient http() {
        return http;
    }

    /** {@code Cluster prod (https://…)}, for messages. */
    String describe() {
        return "Cluster " + cluster + " (" + server + ")";
    }
}
