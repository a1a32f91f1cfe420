package io.jenkins.plugins.continuousdeployment.engine.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What came with a notice to prove that its sender knows the secret. The first that is not empty counts, and no other.
 *
 * @param signature {@code sha256=} and the HMAC of the body in hexadecimal digits ({@code X-Hub-Signature-256})
 * @param authorization the secret itself, or {@code Bearer} and the secret ({@code Authorization})
 * @param token the secret itself, for senders that can be told an address alone
 */
public record Shown(String signature, String authorization, String token) {
    private static final String BEARER = "bearer ";
    private static final String SHA256 = "sha256=";

    public Shown {
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
    }

    /** Secrets and what is made of them are nobody's to see. */
    @Override
    public String toString() {
        return "Shown[" + (signature.isEmpty() ? authorization.isEmpty() ? "token" : "authorization" : "signature")
                + "]";
    }

    /**
     * Whether the sender knows a secret. Takes as long for a secret that is nearly right as for any other.
     *
     * @param secret a blank one is nobody's
     * @param body what was sent
     */
    public boolean proves(String secret, byte[] body) {
        if (secret.isBlank()) {
            return false;
        }
        if (!signature.isEmpty()) {
            return signature.startsWith(SHA256)
                    && same(
                            HexFormat.of().formatHex(hmac(secret, body)),
                            signature.substring(SHA256.length()).toLowerCase(java.util.Locale.ROOT));
        }
        if (!authorization.isEmpty()) {
            boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
            return same(
                    secret, bearer ? authorization.substring(BEARER.length()).strip() : authorization);
        }
        return same(secret, token);
    }

    /** By digests, so that not even the length shows. */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(digest(expected), digest(given));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }
}
