package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why no answer came, and what to look at. */
final class Unreachable {
    private Unreachable() {}

    /** A failure that sending again can't cure. */
    static boolean lasting(IOException failure) {
        return cause(failure, UnknownHostException.class) != null || distrust(failure) != null;
    }

    /** What is wrong with the server's certificate; null where a connection just ended, be it during TLS. */
    private static SSLException distrust(IOException failure) {
        boolean ended = cause(failure, EOFException.class) != null || cause(failure, SocketException.class) != null;
        SSLException handshake = cause(failure, SSLHandshakeException.class);
        SSLException tls = handshake != null ? handshake : cause(failure, SSLPeerUnverifiedException.class);
        return ended ? null : tls;
    }

    static String explain(String cluster, IOException failure) {
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
            return cluster + " did not answer in time. Is it overloaded, or a firewall in between?";
        }
        return cluster + " gave no answer: " + words(failure);
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
