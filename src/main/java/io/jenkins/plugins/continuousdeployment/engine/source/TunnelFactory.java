package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/** TLS through an HTTP proxy: Java asks for the plain connection first, and then for TLS over it. */
final class TunnelFactory extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final HttpProxy proxy;

    TunnelFactory(SSLSocketFactory tls, HttpProxy proxy) {
        this.tls = tls;
        this.proxy = proxy;
    }

    @Override
    public Socket createSocket() {
        return new TunnelSocket(proxy);
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(connected, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw past();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw past();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw past();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw past();
    }

    /** Java's last resort where TLS failed; it would leave the proxy out. */
    private SocketException past() {
        return new SocketException("nothing goes past the proxy " + proxy);
    }
}
