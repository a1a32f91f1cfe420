package io.jenkins.plugins.continuousdeployment.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether something changed without keeping it: a digest under a key that lives as long as this object, so that
 * nobody who sees one can try out what secret is behind it.
 */
final class Stamps {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key = new byte[32];

    Stamps() {
        new SecureRandom().nextBytes(key);
    }

    String of(List<String> parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal(), 0, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
