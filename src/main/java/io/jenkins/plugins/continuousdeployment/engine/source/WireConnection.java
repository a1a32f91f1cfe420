package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;

/** One HTTP exchange, watched. JGit may not change how a server is trusted, nor how long a connection may take. */
final class WireConnection implements HttpConnection {
    private static final Set<String> ADVERTISEMENTS =
            Set.of("application/x-git-upload-pack-advertisement", "application/x-git-receive-pack-advertisement");
    private static final int WORDS = 1024;

    private final HttpURLConnection connection;
    private final Witness witness;

    WireConnection(HttpURLConnection connection, Witness witness) {
        this.connection = connection;
        this.witness = witness;
    }

    /** An answer that is no Git server's ends here; JGit would take it for a folder of plain files. */
    @Override
    public int getResponseCode() throws IOException {
        int code = connection.getResponseCode();
        witness.status(code);
        boolean asked = connection.getURL().getPath().endsWith("/info/refs");
        String type = Objects.requireNonNullElse(connection.getContentType(), "nothing");
        if (asked && code == HTTP_OK && !ADVERTISEMENTS.contains(type)) {
            witness.notGit(type);
            throw new ProtocolException("the answer is not Git's");
        }
        if (code == HTTP_FORBIDDEN && type.startsWith("text/plain")) {
            witness.said(words());
        }
        return code;
    }

    /** What a server says beside a status, as it does where a repository is archived or a right is missing. */
    private String words() throws IOException {
        try (InputStream answer = connection.getErrorStream()) {
            return answer == null ? "" : new String(answer.readNBytes(WORDS), StandardCharsets.UTF_8);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return witness.watching(connection.getInputStream());
    }

    @Override
    public void setConnectTimeout(int timeout) {
        // set when the connection was made; JGit knows one time-out only, the idle one
    }

    @Override
    public void setReadTimeout(int timeout) {
        connection.setReadTimeout(timeout);
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new UnsupportedOperationException("how to trust a server is settled");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new UnsupportedOperationException("how to trust a server is settled");
    }

    @Override
    public URL getURL() {
        return connection.getURL();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return connection.getResponseMessage();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return connection.getHeaderFields();
    }

    @Override
    public String getHeaderField(String name) {
        return connection.getHeaderField(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return connection.getHeaderFields().entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    @Override
    public String getContentType() {
        return connection.getContentType();
    }

    @Override
    public int getContentLength() {
        return connection.getContentLength();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        connection.setRequestProperty(key, value);
    }

    @Override
    public void setRequestMethod(String method) throws ProtocolException {
        connection.setRequestMethod(method);
    }

    @Override
    public String getRequestMethod() {
        return connection.getRequestMethod();
    }

    @Override
    public void setUseCaches(boolean caches) {
        connection.setUseCaches(caches);
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {
        connection.setInstanceFollowRedirects(follow);
    }

    @Override
    public void setDoOutput(boolean output) {
        connection.setDoOutput(output);
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {
        connection.setFixedLengthStreamingMode(length);
    }

    @Override
    public void setChunkedStreamingMode(int length) {
        connection.setChunkedStreamingMode(length);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection.getOutputStream();
    }

    @Override
    public boolean usingProxy() {
        return connection.usingProxy();
    }

    @Override
    public void connect() throws IOException {
        connection.connect();
    }
}
