package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Objects;

/** What commits are signed with. It prints itself without its secret. */
public sealed interface SigningKey {
    /** Commits are not signed. */
    SigningKey NONE = new None();

    /** No signature. */
    record None() implements SigningKey {}

    /**
     * An SSH key: what Git calls {@code gpg.format ssh}.
     *
     * @param privateKey the text of the key file, OpenSSH's format or PEM
     * @param passphrase of the key, empty where it has none
     */
    record Ssh(String privateKey, String passphrase) implements SigningKey {
        public Ssh {
            Objects.requireNonNull(privateKey, "privateKey");
            Objects.requireNonNull(passphrase, "passphrase");
        }

        @Override
        public String toString() {
            return "an SSH key";
        }
    }

    /**
     * A key that somebody else knows how to sign with.
     *
     * @param name what it is, without its secret
     * @param signer signs
     */
    record Given(String name, CommitSigner signer) implements SigningKey {
        public Given {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(signer, "signer");
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
