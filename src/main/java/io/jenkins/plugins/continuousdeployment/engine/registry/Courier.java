package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Brings requests to where they belong: waits and tries again where the server asks for that, and follows redirects, to
 * another host without what is shown to this one.
 */
final class Courier {
    private static final int MOST_REDIRECTS = 5;

    private final Wire wire;
    private final RegistryAccess access;
    private final Patience patience;

    Courier(Wire wire, RegistryAccess access, Patience patience) {
        this.wire = wire;
        this.access = access;
        this.patience = patience;
    }

    /**
     * Sends a request.
     *
     * @param first its address
     * @return an answer that neither redirects nor asks to wait
     * @throws IOException where none came
     * @throws RegistryUnreachableException where the server keeps asking to wait
     */
    Answer deliver(Request request, HttpUrl first, Ask ask, int limit) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Answer answer = followed(request, first, limit);
            if (!answer.passing()) {
                return answer;
            }
            patience.await(access, ask, answer, attempt);
        }
    }

    private Answer followed(Request request, HttpUrl first, int limit) throws IOException {
        Request now = request;
        for (int redirects = 0; ; redirects++) {
            Answer answer = wire.send(now, limit);
            if (!answer.redirects()) {
                return answer;
            }
            if (redirects == MOST_REDIRECTS) {
                throw new RefusedException("the registry " + access.host() + " redirects again and again, lastly to "
                        + answer.url().host() + ". Check the registry, or the proxy before it.");
            }
            HttpUrl next = target(answer);
            Request.Builder builder = now.newBuilder().url(next);
            if (!sameServer(first, next)) {
                builder.removeHeader("Authorization");
            }
            // A token is asked for by POST only with a secret in the body, which goes nowhere else.
            if (now.body() != null) {
                throw new RefusedException("the registry " + access.host() + " redirects the request for a token to "
                        + next.host() + ", which is not followed, so that no credential goes there.");
            }
            now = builder.build();
        }
    }

    private HttpUrl target(Answer answer) {
        HttpUrl next = answer.url().resolve(answer.header("Location"));
        if (next == null || (!next.isHttps() && !access.plainHttp())) {
            throw new RefusedException("the registry " + access.host() + " redirects to "
                    + (next == null ? "something that is no address" : next.host() + " over plain HTTP")
                    + ", which is not followed. Mend the registry's configuration.");
        }
        return next.newBuilder().username("").password("").build();
    }

    private static boolean sameServer(HttpUrl one, HttpUrl other) {
        return one.host().equals(other.host())
                && one.port() == other.port()
                && one.scheme().equals(other.scheme());
    }
}
