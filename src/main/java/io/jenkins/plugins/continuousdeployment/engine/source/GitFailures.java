package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RemoteRepositoryException;

/** Says why a server could not be read, and what to do. No secret comes out of here, in whatever JGit's words are. */
final class GitFailures {
    private final RepositoryAccess access;
    private final Witness witness;
    private final String where;

    GitFailures(RepositoryAccess access, Witness witness) {
        this.access = access;
        this.witness = witness;
        this.where = "the repository " + access.address();
    }

    /** JGit reads SHA-1 repositories only. */
    static RefusedException sha256(RepositoryAccess access, Throwable cause) {
        return new RefusedException(
                "the repository " + access.address() + " uses SHA-256 object ids, which are not supported yet. Use one"
                        + " that was made with the default object format, SHA-1 (git init --object-format=sha1).",
                cause);
    }

    /** The exception to throw for what went wrong between us and the server. */
    RefusedException explain(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused;
        }
        Redacted cause = new Redacted(failure, access.credential().secrets());
        String settled = settled(failure);
        if (!settled.isEmpty()) {
            return new RefusedException(settled, cause);
        }
        return witness.sha256()
                ? sha256(access, cause)
                : new RepositoryUnreachableException(passing(failure, cause.words()), cause);
    }

    /** Whether what was seen of the server is reason enough. */
    boolean blamesServer() {
        return witness.sha256()
                || witness.status() >= HttpURLConnection.HTTP_MULT_CHOICE
                || !witness.distrust().isEmpty()
                || !witness.hostKey().isEmpty()
                || !witness.foreign().isEmpty()
                || !witness.notGit().isEmpty();
    }

    /** What stays wrong until a person does something; empty if it is not of that kind. */
    private String settled(Throwable failure) {
        if (!witness.distrust().isEmpty()) {
            return "the server of " + where + " is not trusted: " + witness.distrust() + ".";
        }
        if (!witness.hostKey().isEmpty()) {
            return "the server of " + where + " " + witness.hostKey();
        }
        if (!witness.foreign().isEmpty()) {
            return where
                    + " is redirected to another server, which is not followed, so that no credential goes there. If"
                    + " that is right, use its address: " + witness.foreign();
        }
        if (!witness.notGit().isEmpty()) {
            return where + " is answered by something that is not Git (" + witness.notGit()
                    + "), such as a web or login page. Use the address that the server offers for cloning.";
        }
        SshException ssh = Reasons.cause(failure, SshException.class);
        if (ssh != null && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return where + " can't be read: the server does not accept the private key for the user "
                    + Wire.sshUser(access) + ". Add its public key to the server, or give another key or user.";
        }
        return witness.sha256() ? "" : missing(failure);
    }

    private String missing(Throwable failure) {
        boolean anonymous = access.credential() instanceof Credential.None;
        if (witness.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return anonymous
                    ? where + " asks for a credential (401), and none was given. Give one."
                    : where + " does not accept the credential (401): " + access.credential()
                            + ". Check that it is right, has not expired, and is meant for this server.";
        }
        if (witness.status() == HttpURLConnection.HTTP_FORBIDDEN) {
            return where + " may not be read with " + shown()
                    + " (403). Give the right to read the repository's content.";
        }
        boolean notFound = witness.status() == HttpURLConnection.HTTP_NOT_FOUND;
        NoRemoteRepositoryException none = Reasons.cause(failure, NoRemoteRepositoryException.class);
        RemoteRepositoryException said = Reasons.cause(failure, RemoteRepositoryException.class);
        if (notFound || none != null || said != null) {
            return "there is no " + where.replaceFirst("^the ", "") + " for " + shown() + (notFound ? " (404)" : "")
                    + serverSaid(none, said)
                    + ". Check the address; many servers also answer so where a private repository"
                    + " may not be seen with the credential.";
        }
        return "";
    }

    private String serverSaid(NoRemoteRepositoryException none, RemoteRepositoryException said) {
        boolean ssh = access.address().kind() == RepositoryAddress.Kind.SSH;
        Throwable words = said != null ? said : none;
        if (!ssh || words == null) {
            return "";
        }
        String plain = new Redacted(words, secrets()).words().replaceFirst("^ssh://\\S+: ", "");
        return " (the server says: " + plain + ")";
    }

    private String shown() {
        return access.credential() instanceof Credential.None ? "someone without a credential" : "this credential";
    }

    /** What may be different at the next try. */
    private String passing(Throwable failure, String words) {
        String host = access.address().host() + ":" + access.address().port();
        if (Reasons.cause(failure, UnknownHostException.class) != null) {
            return where + " can't be reached: the host name "
                    + access.address().host()
                    + " is unknown here. Check the address, and the name service of this machine.";
        }
        if (Reasons.cause(failure, InterruptedIOException.class) != null
                || Reasons.cause(failure, TimeoutException.class) != null) {
            Timeouts timeouts = access.timeouts();
            return where + " can't be read: " + host + " did not answer in time ("
                    + timeouts.connect().toSeconds()
                    + " s to connect, " + timeouts.idle().toSeconds()
                    + " s without a byte). Is it overloaded, or a firewall in between? The times can be set.";
        }
        if (witness.status() >= HttpURLConnection.HTTP_BAD_REQUEST) {
            return where + " can't be read: the server answers with status " + witness.status()
                    + ". Look at the server, or at the proxy before it.";
        }
        SSLException tls = Reasons.cause(failure, SSLException.class);
        if (tls != null) {
            return where + " can't be reached: no TLS connection with " + host + " comes about (" + Reasons.of(tls)
                    + "). Is this the port for HTTPS?";
        }
        SocketException socket = Reasons.cause(failure, SocketException.class);
        if (socket != null) {
            return where + " can't be reached: no connection with " + host + " (" + Reasons.of(socket)
                    + "). Is the server running, and the address right?";
        }
        return where + " can't be read: " + words;
    }

    private List<String> secrets() {
        return access.credential().secrets();
    }
}
