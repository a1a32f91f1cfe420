package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Signs as {@code ssh-keygen -Y sign -n git} does (OpenSSH's PROTOCOL.sshsig), with a key that is in memory alone: no
 * agent, no file, no other program.
 */
final class SshSignature {
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final String NAMESPACE = "git";
    private static final String RESERVED = "";
    private static final String HASH = "sha512";
    private static final int LINE = 70;

    private final KeyPair pair;

    private SshSignature(KeyPair pair) {
        this.pair = pair;
    }

    /**
     * Reads the key.
     *
     * @throws RefusedException where it can't be read or opened
     */
    static SshSignature with(SigningKey.Ssh key) {
        Credential.SshKey read = new Credential.SshKey("signing", "", key.privateKey(), key.passphrase());
        return new SshSignature(SshIdentity.of(read, "signing commits"));
    }

    /** The armoured signature of a text, its last line ended. */
    String of(byte[] text) {
        Buffer signed = new ByteArrayBuffer();
        signed.putRawBytes(MAGIC);
        signed.putString(NAMESPACE);
        signed.putString(RESERVED);
        signed.putString(HASH);
        signed.putBytes(digest(text));

        Buffer blob = new ByteArrayBuffer();
        blob.putRawBytes(MAGIC);
        blob.putUInt(1);
        Buffer publicKey = new ByteArrayBuffer();
        publicKey.putRawPublicKey(pair.getPublic());
        blob.putBytes(publicKey.getCompactData());
        blob.putString(NAMESPACE);
        blob.putString(RESERVED);
        blob.putString(HASH);
        blob.putBytes(signature(signed.getCompactData()));
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(blob.getCompactData());
        return "-----BEGIN SSH SIGNATURE-----\n" + base64 + "\n-----END SSH SIGNATURE-----\n";
    }

    private byte[] signature(byte[] text) {
        BuiltinSignatures kind = kind();
        try {
            Signature signature = kind.create();
            signature.initSigner(null, pair.getPrivate());
            signature.update(null, text, 0, text.length);
            Buffer buffer = new ByteArrayBuffer();
            buffer.putString(kind.getName());
            buffer.putBytes(signature.sign(null));
            return buffer.getCompactData();
        } catch (Exception e) { // the library declares no less
            throw new RefusedException("the private key given for signing commits can't sign ("
                    + e.getClass().getSimpleName() + "). Make a new one: ssh-keygen -t ed25519");
        }
    }

    private BuiltinSignatures kind() {
        if (pair.getPrivate() instanceof RSAKey) {
            return BuiltinSignatures.rsaSHA512; // sshsig allows no SHA-1
        }
        if (pair.getPrivate() instanceof ECKey curve) {
            return BuiltinSignatures.getFactoryByCurveSize(curve.getParams());
        }
        String type = KeyUtils.getKeyType(pair.getPublic());
        if (!KeyPairProvider.SSH_ED25519.equals(type)) {
            throw new RefusedException("the private key given for signing commits is of the type " + type
                    + ", which can't sign commits. Give one of type Ed25519, ECDSA or RSA.");
        }
        return BuiltinSignatures.ed25519;
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
