package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.source.Timeouts;
import io.jenkins.plugins.continuousdeployment.engine.source.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Sends single requests and reads their answers, bounded in size and time; an interrupted thread ends its request. */
final class Wire implements AutoCloseable {
    /** Requests under way at once at one host: registries count them. */
    private static final int PARALLEL = 8;

    /** A body may come slowly, but not for ever. */
    private static final int IDLES_TO_END = 10;

    private static final int ERROR_BYTES = 16 * 1024;

    private final OkHttpClient client;
    private final ExecutorService threads;
    private final AtomicLong sent = new AtomicLong();

    Wire(RegistryAccess access) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "registry " + access.host());
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequestsPerHost(PARALLEL);
        Timeouts timeouts = access.timeouts();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeouts.idle().toMillis(), TimeUnit.MILLISECONDS)
                .writeTimeout(timeouts.idle().toMillis(), TimeUnit.MILLISECONDS)
                .callTimeout(timeouts.idle().toMillis() * IDLES_TO_END, TimeUnit.MILLISECONDS);
        if (access.proxies().equals(ProxyRules.NONE)) {
            builder.proxy(Proxy.NO_PROXY); // whoever set one for the whole JVM did not mean us
        } else {
            Proxied proxied = new Proxied(access.proxies());
            builder.proxySelector(proxied).proxyAuthenticator(proxied);
        }
        Trust trust = Trust.of(access.caPem(), "the registry " + access.host());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.manager()}, null);
            client = builder.sslSocketFactory(context.getSocketFactory(), trust.manager())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** How many requests were sent so far. */
    long sent() {
        return sent.get();
    }

    /**
     * Sends a request; a redirect is an answer like others.
     *
     * @param limit how many bytes the answer may have; of one that is no success only the beginning is read
     * @throws NoAnswerException where none came, or one that is larger ({@link TooLargeException})
     * @throws CancellationException where this thread is interrupted; it stays so
     */
    Answer send(Request request, int limit) throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Call call = client.newCall(request);
        sent.incrementAndGet();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(read(response, limit));
                } catch (IOException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw interrupted(request.url().host());
        } catch (ExecutionException e) {
            throw new NoAnswerException(request.url(), e.getCause());
        }
    }

    static CancellationException interrupted(String host) {
        Thread.currentThread().interrupt();
        return new CancellationException("Interrupted while the registry " + host + " was asked");
    }

    private static Answer read(Response response, int limit) throws IOException {
        boolean success = response.isSuccessful();
        byte[] bytes = new byte[0];
        ResponseBody body = response.body();
        if (body != null && !response.request().method().equals("HEAD")) {
            int most = success ? limit : ERROR_BYTES;
            bytes = bytes(body, most);
            if (success && bytes.length > limit) {
                throw new TooLargeException(limit);
            }
        }
        return new Answer(
                response.code(), response.headers(), bytes, response.request().url());
    }

    /** At most one byte more than wanted, so that the caller can tell. */
    private static byte[] bytes(ResponseBody body, int most) throws IOException {
        try (InputStream in = body.byteStream()) {
            return in.readNBytes(most + 1);
        }
    }

    /** No answer came, and from whom. */
    static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient HttpUrl url;

        NoAnswerException(HttpUrl url, Throwable cause) {
            super(cause);
            this.url = url;
        }

        HttpUrl url() {
            return url;
        }
    }

    /** An answer has more bytes than may be. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int limit) {
            super("more than " + limit / 1024 / 1024 + " MiB");
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.shutdown();
        client.connectionPool().evictAll();
    }
}
