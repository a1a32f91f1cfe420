package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * A connection through an HTTP proxy. Java's own way would look for the proxy's user in settings of the whole JVM, and
 * does not log in for HTTPS unless a system property allows it. The proxy looks the server's name up, not this machine.
 */
final class TunnelSocket extends Socket {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int OK = 200;
    private static final int LOGIN = 407;

    private final HttpProxy proxy;

    TunnelSocket(HttpProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress server) throws IOException {
        connect(server, 0);
    }

    @Override
    public void connect(SocketAddress server, int timeoutMillis) throws IOException {
        InetSocketAddress target = (InetSocketAddress) server;
        try {
            super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeoutMillis);
            int before = getSoTimeout();
            setSoTimeout(timeoutMillis);
            ask(
                    target.getHostString().contains(":") ? "[" + target.getHostString() + "]" : target.getHostString(),
                    target.getPort());
            setSoTimeout(before);
        } catch (SocketTimeoutException e) {
            throw because("the proxy " + proxy + " does not answer in time", e);
        } catch (UnknownHostException e) {
            throw because("the proxy's host name " + proxy.host() + " is unknown here", e);
        } catch (RefusedByProxyException e) {
            close();
            throw e;
        } catch (IOException e) {
            throw because("the proxy " + proxy + ": " + Reasons.of(e), e);
        }
    }

    private void ask(String host, int port) throws IOException {
        String authority = host + ":" + port;
        String login = proxy.authorization().isEmpty() ? "" : "Proxy-Authorization: " + proxy.authorization() + "\r\n";
        String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + login + "\r\n";
        getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        getOutputStream().flush();
        int status = status();
        if (status == LOGIN) {
            throw new RefusedByProxyException("the proxy " + proxy + " asks for "
                    + (login.isEmpty() ? "a user and password" : "another user or password") + " (407)");
        }
        if (status != OK) {
            throw new RefusedByProxyException(
                    "the proxy " + proxy + " does not lead there: it answers with status " + status);
        }
    }

    /** Reads the answer's head and not a byte more: what follows is the server's. */
    private int status() throws IOException {
        InputStream in = getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_HEAD) {
                throw new RefusedByProxyException(
                        "the proxy " + proxy + " gives no usable answer; is it one for HTTP?");
            }
            head.append((char) next);
        }
        String[] words = head.toString().split("[ \r]", 3);
        if (!words[0].startsWith("HTTP/") || !words[1].matches("[1-5][0-9]{2}")) {
            throw new RefusedByProxyException("the proxy " + proxy + " gives no usable answer; is it one for HTTP?");
        }
        return Integer.parseInt(words[1]);
    }

    private SocketException because(String words, IOException cause) throws IOException {
        close();
        SocketException failure = new SocketException(words);
        // What was wrong with the proxy is not to be taken for the server's.
        boolean misleading = cause instanceof UnknownHostException || cause instanceof SocketTimeoutException;
        failure.initCause(misleading ? null : cause);
        return failure;
    }

    /** What the proxy itself answered. */
    private static final class RefusedByProxyException extends SocketException {
        private static final long serialVersionUID = 1L;

        RefusedByProxyException(String words) {
            super(words);
        }
    }
}
