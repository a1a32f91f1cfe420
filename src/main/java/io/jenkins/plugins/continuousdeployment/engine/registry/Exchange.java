package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Request;

/** One question and its answer, with what is shown to the registry; every failure told in a person's words. */
final class Exchange {
    private final RegistryAccess access;
    private final Courier courier;
    private final Login login;

    Exchange(RegistryAccess access, Courier courier, Login login) {
        this.access = access;
        this.courier = courier;
        this.login = login;
    }

    /**
     * Asks.
     *
     * @return any answer of the registry's but a 401, a 429 and a 503
     */
    Answer ask(Ask ask) {
        try {
            Optional<String> shown = login.header(ask);
            Answer answer = send(ask, shown);
            if (answer.code() != Answer.UNAUTHORIZED) {
                return answer;
            }
            // Elsewhere, after a redirect, nothing was shown and nothing will be.
            boolean own = answer.url().host().equals(ask.url().host());
            Optional<String> other = own ? login.answer(ask, answer, shown) : Optional.empty();
            Answer second = other.isPresent() ? send(ask, other) : answer;
            if (second.code() == Answer.UNAUTHORIZED) {
                throw failures(ask)
                        .status(second, own ? access.host() : second.url().host());
            }
            return second;
        } catch (IOException e) {
            throw failures(ask).none(e);
        }
    }

    private Answer send(Ask ask, Optional<String> authorization) throws IOException {
        Request.Builder request = new Request.Builder().url(ask.url()).method(ask.method(), null);
        ask.headers().forEach(request::header);
        authorization.ifPresent(header -> request.header("Authorization", header));
        return courier.deliver(request.build(), ask.url(), ask, ask.limit());
    }

    Failures failures(Ask ask) {
        return new Failures(access, ask, login.secrets());
    }
}
