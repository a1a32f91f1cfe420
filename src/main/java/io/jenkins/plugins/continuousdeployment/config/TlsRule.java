package io.jenkins.plugins.continuousdeployment.config;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;

/** Going without the check of a server's certificate is chosen for one cluster, and never in FIPS mode. */
final class TlsRule {
    private TlsRule() {}

    static void check(boolean skip, boolean fips) {
        if (skip && fips) {
            throw new RefusedException(Messages.TlsRule_Fips());
        }
    }
}
