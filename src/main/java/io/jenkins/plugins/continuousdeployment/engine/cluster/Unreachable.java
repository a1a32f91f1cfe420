package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why no answer came, and what to look at. */
final class Unreachable {
    private static final String NO_TUNNEL = "Unexpected response code for CONNECT: ";

    private final Optional<HttpProxy> proxy;

    Unreachable(Optional<HttpProxy> proxy) {
        this.proxy = proxy;
    }

    /** Where no proxy leads to the server, or none that is known here. */
    static Unreachable without() {
        return new Unreachable(Optional.empty());
    }

    /** A failure that sending again can't cure. */
    static boolean lasting(IOException failure) {
        return cause(failure, UnknownHostException.class) != null
                || cause(failure, ProxyRefusedException.class) != null
                || distrust(failure) != null;
    }

    /** What is wrong with the server's certificate; null where a connection just ended, be it during TLS. */
    private static SSLException distrust(IOException failure) {
        boolean ended = cause(failure, EOFException.class) != null || cause(failure, SocketException.class) != null;
        SSLException handshake = cause(failure, SSLHandshakeException.class);
        SSLException tls = handshake != null ? handshake : cause(failure, SSLPeerUnverifiedException.class);
        return ended ? null : tls;
    }

    String explain(String cluster, IOException failure) {
        Optional<String> wrong = proxy.flatMap(each -> wrong(each, failure));
        if (wrong.isPresent()) {
            return cluster + " can't be reached: " + wrong.get();
        }
        String by = proxy.map(each -> " through the proxy " + each).orElse("");
        if (cause(failure, UnknownHostException.class) != null) {
            return cluster + " can't be reached: its host name is unknown here. Check the address.";
        }
        SSLException tls = distrust(failure);
        if (tls != null) {
            return cluster + " can't be trusted: " + tls.getMessage()
                    + ". Give the certificate authority that signed the server's certificate.";
        }
        if (cause(failure, ConnectException.class) != null) {
            return cluster + " can't be reached: " + words(failure) + ". Is it running, and is the address right?";
        }
        if (cause(failure, TimeoutException.class) != null
                || cause(failure, java.io.InterruptedIOException.class) != null) {
            return cluster + " did not answer in time" + by + ". Is it overloaded, or a firewall in between?";
        }
        return cluster + " gave no answer" + by + ": " + words(failure);
    }

    /** What is wrong with the proxy itself: through it, no other machine's name is looked up and none connected. */
    private static Optional<String> wrong(HttpProxy proxy, IOException failure) {
        ProxyRefusedException refused = cause(failure, ProxyRefusedException.class);
        if (refused != null) {
            return Optional.of(refused.getMessage() + ". Correct them in the proxy's settings.");
        }
        if (cause(failure, UnknownHostException.class) != null) {
            return Optional.of(
                    "the proxy's host name " + proxy.host() + " is unknown here. Check the proxy's settings.");
        }
        if (cause(failure, ConnectException.class) != null) {
            return Optional.of("no connection with the proxy " + proxy + ": " + words(failure)
                    + ". Is it running, and are its address and port right in the proxy's settings?");
        }
        if (words(failure).startsWith(NO_TUNNEL)) {
            return Optional.of("the proxy " + proxy + " does not lead there: it answers with status "
                    + words(failure).substring(NO_TUNNEL.length())
                    + ". Let it lead there, or except the cluster's host in the proxy's settings.");
        }
        return Optional.empty();
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
