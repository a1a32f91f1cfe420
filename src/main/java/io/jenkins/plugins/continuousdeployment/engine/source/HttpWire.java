package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * One command's HTTP. It knows one server and goes to no other, so a credential can't follow a redirect. What is set
 * for the whole JVM (proxies, default TLS settings, host name verifiers, authenticators) does not reach it; a proxy is
 * used where the access names one.
 */
final class HttpWire implements HttpConnectionFactory {
    private final RepositoryAccess access;
    private final Witness witness;
    private final SSLSocketFactory tls;

    HttpWire(RepositoryAccess access, Trust trust, Witness witness) {
        this.access = access;
        this.witness = witness;
        SSLSocketFactory direct = tls(new WatchedTrust(trust, witness));
        this.tls = access.proxies()
                .to(access.address().hostName())
                .<SSLSocketFactory>map(proxy -> new TunnelFactory(direct, proxy))
                .orElse(direct);
    }

    /** Sets up a command. */
    void applyTo(TransportHttp transport) {
        transport.setHttpConnectionFactory(this);
        String authorization = authorization(access.credential());
        if (!authorization.isEmpty()) {
            transport.setAdditionalHeaders(Map.of("Authorization", authorization));
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        if (!isOurs(url)) {
            String place = url.getProtocol() + "://" + url.getAuthority()
                    + url.getPath().replaceFirst("/info/refs$", "");
            witness.foreign(place.replaceFirst("//[^/]*@", "//"));
            throw new IOException("redirected to another server");
        }
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setAuthenticator(new NoAuthenticator());
        connection.setConnectTimeout(access.timeouts().connectMillis());
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls);
            // Whatever verifier is set, the JDK checks the name itself first; ours has no second opinion.
            secure.setHostnameVerifier((host, session) -> {
                witness.distrust("its certificate is for another name than " + host
                        + ". Use the name that the certificate is for");
                return false;
            });
        }
        return new WireConnection(connection, witness);
    }

    private boolean isOurs(URL url) {
        RepositoryAddress address = access.address();
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        return RepositoryAddress.scheme(address.kind()).equals(url.getProtocol())
                && address.host().equalsIgnoreCase(url.getHost())
                && address.port() == port;
    }

    private static String authorization(Credential credential) {
        if (credential instanceof Credential.UserPassword login) {
            return basic(login.user(), login.password());
        }
        if (credential instanceof Credential.Token token) {
            return basic(Credential.Token.USER, token.token());
        }
        return credential instanceof Credential.Bearer bearer ? "Bearer " + bearer.token() : "";
    }

    private static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static SSLSocketFactory tls(TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
