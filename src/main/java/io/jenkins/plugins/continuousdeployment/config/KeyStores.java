package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;

/** Takes a client certificate and its key out of certificate credentials. */
final class KeyStores {
    private static final int PEM_LINE = 64;

    private KeyStores() {}

    static ClusterLogin login(StandardCertificateCredentials credentials) {
        try {
            KeyStore store = credentials.getKeyStore();
            char[] password = Secret.toString(credentials.getPassword()).toCharArray();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    Key key = store.getKey(alias, password);
                    return new ClusterLogin.Certificate(
                            chain(store.getCertificateChain(alias)), pem("PRIVATE KEY", key.getEncoded()));
                }
            }
            throw new RefusedException("the certificate credentials " + credentials.getId()
                    + " hold no key. Upload a PKCS#12 file with one.");
        } catch (GeneralSecurityException e) {
            throw new RefusedException(
                    "the certificate credentials " + credentials.getId() + " can't be read. Upload them again.", e);
        }
    }

    private static String chain(Certificate... certificates) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (Certificate each : certificates) {
            text.append(pem("CERTIFICATE", each.getEncoded()));
        }
        return text.toString();
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
