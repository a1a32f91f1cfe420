package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a content by what is in it. */
final class Digest {
    private Digest() {}

    /** SHA-256, as registries name what they are given. */
    static String of(byte[] content) {
        return of(content, "sha256:");
    }

    /** Whether a content is what it is called. */
    static boolean fits(String digest, byte[] content) {
        return digest.equals(of(content, digest));
    }

    private static String of(byte[] content, String like) {
        boolean longer = like.startsWith("sha512:");
        try {
            byte[] digest =
                    MessageDigest.getInstance(longer ? "SHA-512" : "SHA-256").digest(content);
            return (longer ? "sha512:" : "sha256:") + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }
}
