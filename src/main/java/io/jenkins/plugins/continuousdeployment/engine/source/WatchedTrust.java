package io.jenkins.plugins.continuousdeployment.engine.source;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts what another trusts, and tells a witness what is wrong with the rest. */
final class WatchedTrust extends X509ExtendedTrustManager {
    private final Trust trust;
    private final Witness witness;

    WatchedTrust(Trust trust, Witness witness) {
        this.trust = trust;
        this.witness = witness;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            trust.manager().checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            witness.distrust(why(chain, e));
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unexpected();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unexpected();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw unexpected();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw unexpected();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw unexpected();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.manager().getAcceptedIssuers();
    }

    private static CertificateException unexpected() {
        return new CertificateException("only servers are checked, on a socket");
    }

    private String why(X509Certificate[] chain, CertificateException failure) {
        if (chain.length == 0) {
            return "it shows no certificate";
        }
        if (Reasons.cause(failure, CertificateExpiredException.class) != null) {
            return "its certificate expired on " + chain[0].getNotAfter().toInstant()
                    + ". Whoever runs the server must renew it";
        }
        String signer = chain[chain.length - 1].getIssuerX500Principal().getName();
        return "its certificate (" + chain[0].getSubjectX500Principal().getName() + ") was signed by " + signer
                + ", which is none of the authorities that "
                + (trust.given() ? "were given as this repository's CA" : "this machine trusts")
                + ". If the server is the right one, give the certificate of " + signer
                + " (PEM) as the repository's CA";
    }
}
