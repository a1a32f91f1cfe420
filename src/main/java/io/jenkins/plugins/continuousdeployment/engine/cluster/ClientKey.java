package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Finds out what kind of key a client certificate's is. A PKCS #8 file (RFC 5958) says so inside, but fabric8 takes all
 * of them for RSA.
 */
final class ClientKey {
    private static final String HEADER = "-----BEGIN PRIVATE KEY-----";

    private ClientKey() {}

    static void recognise(Config config) {
        String pem = pem(config);
        if (!pem.contains(HEADER)) {
            return;
        }
        String body = pem.substring(pem.indexOf(HEADER) + HEADER.length()).replaceAll("-----END[\\s\\S]*|\\s", "");
        for (String algorithm : List.of("RSA", "EC")) {
            if (reads(algorithm, body)) {
                config.setClientKeyAlgo(algorithm);
                return;
            }
        }
    }

    private static boolean reads(String algorithm, String base64) {
        try {
            KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String pem(Config config) {
        try {
            if (config.getClientKeyData() != null) {
                byte[] decoded = Base64.getMimeDecoder().decode(config.getClientKeyData());
                return new String(decoded, StandardCharsets.US_ASCII);
            }
            return config.getClientKeyFile() == null
                    ? ""
                    : Files.readString(Path.of(config.getClientKeyFile()), StandardCharsets.US_ASCII);
        } catch (IOException | IllegalArgumentException e) {
            // Whoever builds the client from it says what is wrong.
            return "";
        }
    }
}
