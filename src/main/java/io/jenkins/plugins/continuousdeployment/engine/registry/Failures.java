package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Redacted;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** Says why a registry could not be read, and what to do. No secret comes out of here, whatever the registry's words. */
final class Failures {
    private final RegistryAccess access;
    private final Ask ask;
    private final List<String> secrets;

    Failures(RegistryAccess access, Ask ask, List<String> secrets) {
        this.access = access;
        this.ask = ask;
        this.secrets = List.copyOf(secrets);
    }

    /** For an answer that is no success. */
    RefusedException status(Answer answer) {
        return status(answer, access.host());
    }

    /**
     * The same.
     *
     * @param who answered
     */
    RefusedException status(Answer answer, String who) {
        boolean anonymous = access.credential() instanceof RegistryCredential.None;
        return switch (answer.code()) {
            case Answer.UNAUTHORIZED ->
                refused((anonymous
                                ? who + " asks for a credential (401), and none was given"
                                : who + " does not accept the credential (401): " + access.credential())
                        + said(answer)
                        + (anonymous
                                ? ". Give one, or check the name: some registries also answer so where there is no such"
                                        + " repository."
                                : ". Check that it is right, has not expired, and is meant for this registry."));
            case Answer.FORBIDDEN ->
                refused(who + " refuses it (403) to "
                        + (anonymous ? "someone without a credential" : access.credential()) + said(answer)
                        + ". Give a credential that may pull from this repository.");
            case Answer.NOT_FOUND ->
                new ImageMissingException("there is no " + ask.what().replaceFirst("^the ", "") + " for "
                        + (anonymous ? "someone without a credential" : "this credential") + " (404)" + said(answer)
                        + ". Check the name; many registries also answer so where a repository may not be seen.");
            case Answer.TOO_MANY_REQUESTS, Answer.UNAVAILABLE -> busy(answer, null);
            default ->
                answer.code() >= Answer.SERVER_ERROR
                        ? new RegistryUnreachableException(
                                cannot() + who + " answers with status " + answer.code() + said(answer)
                                        + ". Look at the registry, or at the proxy before it.",
                                null,
                                null)
                        : refused(who + " answers with status " + answer.code() + said(answer)
                                + ". Is it the address of a registry?");
        };
    }

    /** For an answer that is no token. */
    RefusedException token(Answer answer, String realm) {
        String who = realm + ", where " + access.host() + " has its tokens given,";
        return answer.code() == Answer.NOT_FOUND
                ? refused(who + " answers with status 404" + said(answer) + ". Whoever runs the registry must mend its"
                        + " configuration.")
                : status(answer, who);
    }

    /**
     * For a registry that asks to wait longer than we do.
     *
     * @param until when it may be asked again; null where it does not say
     */
    RegistryUnreachableException busy(Answer answer, Instant until) {
        String why = answer.code() == Answer.TOO_MANY_REQUESTS ? "had too many requests (429)" : "is not available";
        String status = answer.code() == Answer.TOO_MANY_REQUESTS ? "" : " (status " + answer.code() + ")";
        String wait = until == null ? "" : ", and asks to wait until " + until;
        String advice =
                access.credential() instanceof RegistryCredential.None && answer.code() == Answer.TOO_MANY_REQUESTS
                        ? ". Ask less often, or give a credential: most registries allow more with one."
                        : ". It is asked again later.";
        return new RegistryUnreachableException(
                cannot() + access.host() + " " + why + status + said(answer) + wait + advice, until, null);
    }

    /** Where a proxy leads there, it is the one whose name was looked up. */
    private String unknown(String host) {
        return access.proxies()
                .to(host)
                .map(proxy -> "the host name of the proxy " + proxy + " is unknown here.")
                .orElse("the host name " + host + " is unknown here. Check the name.");
    }

    /** For no answer. */
    RefusedException none(IOException failure) {
        Redacted cause = new Redacted(failure.getCause() instanceof IOException original ? original : failure, secrets);
        // Tokens may be given elsewhere, and redirects lead elsewhere.
        HttpUrl asked = failure instanceof Wire.NoAnswerException none ? none.url() : access.base();
        String host = asked.host() + ":" + asked.port();
        if (failure.getCause() instanceof Wire.TooLargeException large) {
            return new RefusedException(cannot() + "the answer is too large: " + large.getMessage() + ".", cause);
        }
        if (distrusted(failure)) {
            return new RefusedException(
                    cannot() + host + " is not trusted: " + cause.words()
                            + ". If it is the right one, give the certificate of the authority that signed its"
                            + " certificate (PEM).",
                    cause);
        }
        if (cause(failure, UnknownHostException.class)) {
            return unreachable(unknown(asked.host()), cause);
        }
        if (cause(failure, InterruptedIOException.class)) {
            return unreachable(
                    host + " did not answer in time ("
                            + access.timeouts().connect().toSeconds() + " s to connect, "
                            + access.timeouts().idle().toSeconds()
                            + " s without a byte). Is it overloaded, or a firewall in between?",
                    cause);
        }
        if (cause(failure, SSLException.class)) {
            return unreachable(
                    "no TLS connection with " + host + " comes about (" + cause.words()
                            + "). If this registry speaks plain HTTP, switch that on for it.",
                    cause);
        }
        if (cause(failure, SocketException.class)) {
            return unreachable(
                    "no connection with " + host + " (" + cause.words()
                            + "). Is the registry running, and the address right?",
                    cause);
        }
        return unreachable(host + " gave no usable answer: " + cause.words() + ".", cause);
    }

    /** For an answer that no registry gives. */
    RefusedException noRegistry(Answer answer) {
        String type = answer.header("Content-Type");
        return refused(answer.url().host() + " answers with something that no registry says"
                + (type.isEmpty() ? "" : " (" + Redacted.clean(type, secrets) + ")")
                + ". Is it the address of a registry, and not of its web page?");
    }

    RefusedException refused(String why) {
        return new RefusedException(cannot() + why);
    }

    private RegistryUnreachableException unreachable(String why, Redacted cause) {
        return new RegistryUnreachableException(cannot() + why, null, cause);
    }

    private String cannot() {
        return ask.what() + " can't be read: ";
    }

    /** What the registry says of it, in the specification's form of errors. */
    private String said(Answer answer) {
        try {
            if (Json.read(answer.body()) instanceof Map<?, ?> map
                    && map.get("errors") instanceof List<?> errors
                    && !errors.isEmpty()
                    && errors.get(0) instanceof Map<?, ?> first) {
                String words = first.get("message") instanceof String text && !text.isBlank()
                        ? text
                        : String.valueOf(first.get("code"));
                return ", saying \"" + Redacted.clean(words, secrets) + "\"";
            }
        } catch (IOException e) {
            // It says nothing that can be read.
        }
        return "";
    }

    private static boolean distrusted(IOException failure) {
        return !cause(failure, SocketException.class)
                && (cause(failure, SSLPeerUnverifiedException.class)
                        || (cause(failure, SSLHandshakeException.class) && cause(failure, CertificateException.class)));
    }

    private static boolean cause(Throwable failure, Class<? extends Throwable> type) {
        int ahead = 20;
        for (Throwable each = failure; each != null && ahead-- > 0; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
