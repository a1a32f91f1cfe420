package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads a private key from its text; nothing of it touches a disk. */
final class SshIdentity {
    private SshIdentity() {}

    /**
     * The key pair.
     *
     * @param where what it is for, for messages
     * @throws RefusedException where the text is no key or the passphrase wrong
     */
    static KeyPair of(Credential.SshKey credential, String where) {
        AtomicBoolean encrypted = new AtomicBoolean();
        FilePasswordProvider passphrase = (session, resource, attempt) -> {
            encrypted.set(true);
            return credential.passphrase().isEmpty() ? null : credential.passphrase();
        };
        byte[] text = credential.privateKey().strip().concat("\n").getBytes(StandardCharsets.UTF_8);
        List<KeyPair> found;
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("private key"), new ByteArrayInputStream(text), passphrase);
            found = keys == null
                    ? List.of()
                    : StreamSupport.stream(keys.spliterator(), false).toList();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw refused(credential, where, encrypted.get());
        }
        if (found.isEmpty()) {
            throw refused(credential, where, encrypted.get());
        }
        return found.get(0);
    }

    /** Without the cause: a parser's message may quote what it could not read. */
    private static RefusedException refused(Credential.SshKey credential, String where, boolean encrypted) {
        String key = "the private key given for " + where;
        if (encrypted && credential.passphrase().isEmpty()) {
            return new RefusedException(key + " has a passphrase, and none was given. Give it beside the key.");
        }
        if (encrypted || credential.privateKey().contains("ENCRYPTED")) {
            return new RefusedException(
                    key + " can't be opened with the passphrase given. Give the right one; a key that"
                            + " `ssh-keygen -y -f FILE` opens with it and that is refused here all the same can be rewritten by"
                            + " `ssh-keygen -p -f FILE`.");
        }
        if (credential.privateKey().startsWith("ssh-")
                || credential.privateKey().startsWith("ecdsa-")) {
            return new RefusedException(key + " is a public key. Give the private one, the file without .pub.");
        }
        return new RefusedException(
                key + " can't be read: it must be the whole text of a key file, in OpenSSH's format or"
                        + " PEM (RSA, ECDSA or Ed25519), with its first and last line. `ssh-keygen -p -f FILE` rewrites other"
                        + " formats.");
    }
}
