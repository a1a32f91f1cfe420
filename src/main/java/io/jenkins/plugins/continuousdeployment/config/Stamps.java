package io.jenkins.plugins.continuousdeployment.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Tells whether something changed without keeping it: a digest under a key that lives as long as this object, so that
 * nobody who sees one can try out what secret is behind it.
 */
final class Stamps {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 12;

    private final SecretKey key;

    Stamps() {
        try {
            key = KeyGenerator.getInstance(ALGORITHM).generateKey();
        } catch (GeneralSecurityException e) {
            throw unknown(e);
        }
    }

    String of(List<String> parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal(), 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw unknown(e);
        }
    }

    private static IllegalStateException unknown(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
}
