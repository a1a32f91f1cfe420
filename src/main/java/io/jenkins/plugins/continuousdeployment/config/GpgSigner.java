package io.jenkins.plugins.continuousdeployment.config;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.CommitSigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * Signs as {@code gpg --armor --detach-sign} does (RFC 9580), with a key that is in memory alone: no agent, no keyring,
 * no other program.
 */
final class GpgSigner implements CommitSigner {
    private static final String HOW = " Export one: gpg --export-secret-keys --armor ID";

    private final PGPPublicKey key;
    private final PGPPrivateKey secret;

    private GpgSigner(PGPPublicKey key, PGPPrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /**
     * Reads a key.
     *
     * @param armoured as {@code gpg --export-secret-keys --armor} writes it
     * @param passphrase empty for none
     * @param where whose it is, for messages
     * @throws RefusedException where it can't be read or opened, or none of its keys may sign now
     */
    static GpgSigner of(String armoured, String passphrase, String where) {
        PGPSecretKey key = signing(armoured, where);
        try {
            PGPPrivateKey secret =
                    key.extractPrivateKey(new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                            .build(passphrase.toCharArray()));
            if (secret == null) {
                throw new RefusedException(where + " hold a PGP key without its secret part." + HOW);
            }
            return new GpgSigner(key.getPublicKey(), secret);
        } catch (PGPException e) {
            throw new RefusedException(where + " hold a PGP key that can't be opened with the passphrase given. Enter"
                    + " its passphrase: the key is the private key of an SSH user name with private key then.");
        }
    }

    private static PGPSecretKey signing(String armoured, String where) {
        PGPSecretKey found = null;
        try {
            PGPSecretKeyRingCollection rings = new PGPSecretKeyRingCollection(
                    PGPUtil.getDecoderStream(
                            new ByteArrayInputStream(armoured.strip().getBytes(StandardCharsets.UTF_8))),
                    new BcKeyFingerprintCalculator());
            for (Iterator<PGPSecretKeyRing> each = rings.getKeyRings(); each.hasNext(); ) {
                for (PGPSecretKey key : each.next()) {
                    // A subkey, which comes later, is there to be used in place of the main one.
                    found = maySign(key) ? key : found;
                }
            }
        } catch (IOException | PGPException | RuntimeException e) { // the library throws any for damaged keys
            throw new RefusedException(where + " hold a PGP key that can't be read." + HOW);
        }
        if (found == null) {
            throw new RefusedException(
                    where + " hold no PGP key that may sign now and whose secret part is there." + HOW);
        }
        return found;
    }

    private static boolean maySign(PGPSecretKey key) {
        boolean usable = key.isSigningKey() && !key.isPrivateKeyEmpty();
        if (!usable || key.getPublicKey().hasRevocation() || hasExpired(key.getPublicKey())) {
            return false;
        }
        boolean said = false;
        for (Iterator<PGPSignature> each = key.getPublicKey().getSignatures(); each.hasNext(); ) {
            PGPSignature signature = each.next();
            if (signature.getHashedSubPackets() != null
                    && signature.getHashedSubPackets().getKeyFlags() != 0) {
                said = true;
                if ((signature.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
                    return true;
                }
            }
        }
        return !said;
    }

    private static boolean hasExpired(PGPPublicKey key) {
        long valid = key.getValidSeconds();
        return valid > 0 && key.getCreationTime().toInstant().plusSeconds(valid).isBefore(Instant.now());
    }

    @Override
    public String sign(byte[] commit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA512), key);
            generator.init(PGPSignature.BINARY_DOCUMENT, secret);
            PGPSignatureSubpacketGenerator more = new PGPSignatureSubpacketGenerator();
            more.setIssuerFingerprint(false, key);
            generator.setHashedSubpackets(more.generate());
            generator.update(commit);
            try (ArmoredOutputStream armoured =
                    ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
                generator.generate().encode(armoured);
            }
        } catch (PGPException | IOException e) {
            throw new RefusedException("the PGP key given for signing commits can't sign: " + e.getMessage(), e);
        }
        return bytes.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n");
    }
}
