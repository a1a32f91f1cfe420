package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificate authorities are trusted: those given, or else this machine's. */
public final class Trust {
    private final X509ExtendedTrustManager manager;
    private final boolean given;

    private Trust(X509ExtendedTrustManager manager, boolean given) {
        this.manager = manager;
        this.given = given;
    }

    /**
     * Reads certificates.
     *
     * @param caPem one or more, PEM; blank for this machine's
     * @param where what they are for, for messages
     * @throws RefusedException where there is none in it
     */
    public static Trust of(String caPem, String where) {
        try {
            boolean given = !caPem.isBlank();
            return new Trust(manager(given ? store(caPem, where) : null), given);
        } catch (GeneralSecurityException | IOException e) {
            throw new RefusedException("the CA given for " + where + " can't be used: " + Reasons.of(e), e);
        }
    }

    /** Whether they were given for this very server. */
    public boolean given() {
        return given;
    }

    /** Checks the server's chain and its name. */
    public X509ExtendedTrustManager manager() {
        return manager;
    }

    private static KeyStore store(String caPem, String where) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(caPem, where)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(String caPem, String where) {
        String expected = "Give one or more blocks that begin with -----BEGIN CERTIFICATE-----.";
        if (caPem.contains("PRIVATE KEY-----")) {
            throw new RefusedException(
                    "the CA given for " + where + " contains a private key, which belongs to the server. " + expected);
        }
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(caPem.getBytes(StandardCharsets.UTF_8)));
            if (!found.isEmpty()) {
                return found;
            }
            throw new CertificateException("there is none in it");
        } catch (CertificateException e) {
            throw new RefusedException("the CA given for " + where + " is no PEM certificate. " + expected, e);
        }
    }

    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every Java platform checks X.509 chains"));
    }
}
