package io.jenkins.plugins.continuousdeployment.engine.bench;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The least that applying can cost: the same client, the same bodies, as many threads, and nothing else. */
final class BareLoop implements AutoCloseable {
    private static final int THREADS = 16;

    private final HttpClient http;
    private final String server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    BareLoop(Config config) {
        config.setRequestRetryBackoffLimit(0);
        config.setClientKeyAlgo("EC");
        HttpClient.Builder builder = new OkHttpClientFactory().newBuilder(config);
        http = builder.build();
        server = config.getMasterUrl().replaceAll("/+$", "");
    }

    void apply(List<KubeObject> configMaps, boolean dryRun) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (KubeObject each : configMaps) {
            sent.add(threads.submit(() -> send(each, dryRun)));
        }
        for (Future<?> future : sent) {
            future.get();
        }
    }

    private void send(KubeObject object, boolean dryRun) {
        byte[] body = Json.write(object.body());
        URI uri = URI.create(server + "/api/v1/namespaces/" + object.namespace() + "/configmaps/" + object.name()
                + "?fieldManager=continuous-deployment&force=true&fieldValidation=Strict"
                + (dryRun ? "&dryRun=All" : ""));
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(uri)
                .method("PATCH", "application/apply-patch+yaml", new ByteArrayInputStream(body), body.length)
                .build();
        HttpResponse<byte[]> response = http.sendAsync(request, byte[].class).join();
        if (!response.isSuccessful()) {
            throw new IllegalStateException(uri + ": " + response.code());
        }
        try {
            Json.read(response.body());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.close();
    }
}
