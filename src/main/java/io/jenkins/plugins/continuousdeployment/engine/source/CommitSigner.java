package io.jenkins.plugins.continuousdeployment.engine.source;

/** Signs commits in a way that this engine does not know itself, such as with OpenPGP. Called from many threads. */
@FunctionalInterface
public interface CommitSigner {
    /**
     * Signs.
     *
     * @param commit the object as it is without a signature
     * @return the armoured signature, its last line ended
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where that can't be done
     */
    String sign(byte[] commit);
}
