package io.jenkins.plugins.continuousdeployment.engine.source;

import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.URIish;

/**
 * Recognises what command-line Git, curl and OpenSSH say about a failure, so that it is told in the same words as one of
 * our own transport; what is not recognised is told as it was said.
 */
final class ProgramWords {
    private static final Pattern STATUS = Pattern.compile("(?:returned error:|HTTP) ([1-5][0-9]{2})\\b");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]+");
    private static final Pattern CERTIFICATE = Pattern.compile("(?i)(certificate|server verification)[^\\n]*(problem|"
            + "verif|failed|expired|issuer|subject|match|revoked)|no alternative certificate subject name");
    private static final Pattern PROXY = Pattern.compile("(?i)(?:code|response) 407");
    private static final Pattern NO_SSH = Pattern.compile("ssh: (?:command )?not found");
    private static final Pattern COMPLAINT =
            Pattern.compile("(?m)^(?:remote: |fatal: |error: |ERROR: |ssh: |[a-z-]+: )");

    private final RepositoryAccess access;
    private final GitProgram program;
    private final Witness witness;

    ProgramWords(RepositoryAccess access, GitProgram program, Witness witness) {
        this.access = access;
        this.program = program;
        this.witness = witness;
    }

    /** The same as our own transport would have thrown and seen. */
    TransportException about(GitProgramException failure) {
        if (!failure.limit().isZero()) {
            return of(
                    program.name() + " was ended because it was not done after "
                            + failure.limit().toSeconds() + " s",
                    null);
        }
        String words = failure.getMessage();
        if (PROXY.matcher(words).find()) {
            return of("the proxy did not let Git through (407): look at its user and password", null);
        }
        Matcher status = STATUS.matcher(words);
        if (status.find()) {
            return answered(Integer.parseInt(status.group(1)), words);
        }
        if (words.contains("Authentication failed") || words.contains("could not read Username")) {
            return answered(HttpURLConnection.HTTP_UNAUTHORIZED, words);
        }
        if (words.matches("(?s).*fatal: repository '[^\\n]*' not found.*")) {
            return answered(HttpURLConnection.HTTP_NOT_FOUND, words);
        }
        return access.address().kind() == RepositoryAddress.Kind.SSH ? ssh(words) : connection(words);
    }

    private TransportException answered(int status, String words) {
        witness.status(status);
        boolean moved = status >= HttpURLConnection.HTTP_MULT_CHOICE && status < HttpURLConnection.HTTP_BAD_REQUEST;
        if (moved) {
            witness.foreign("the one that the server offers for cloning (it answers with status " + status
                    + "; command-line Git is not allowed to follow it on the same server either)");
        }
        return of(words, null);
    }

    private TransportException ssh(String words) {
        if (words.contains("Host key verification failed") || words.contains("No matching host key")) {
            witness.hostKey(hostKey(words));
            return of(words, null);
        }
        if (NO_SSH.matcher(words).find()) {
            return of(program.name() + " found no program ssh on this machine. Install OpenSSH's client", null);
        }
        if (words.contains("Permission denied") || words.contains("Too many authentication failures")) {
            return of(
                    words,
                    new SshException(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "no key taken"));
        }
        TransportException known = connection(words);
        if (known.getCause() == null && words.contains("Could not read from remote repository")) {
            return new RemoteRepositoryException(
                    new URIish().setPath(access.address().path()), said(words));
        }
        return known;
    }

    private String hostKey(String words) {
        Matcher shown = FINGERPRINT.matcher(words);
        String key = shown.find() ? ": " + shown.group() : "";
        String add = " If its owner confirms it, put the line that `ssh-keyscan -p "
                + access.address().port() + " " + access.address().host().replaceAll("[\\[\\]]", "")
                + "` prints into the known hosts";
        if (words.contains("REVOKED")) {
            return "shows a host key that the known hosts mark as revoked" + key + ". Do not trust it; ask whoever runs"
                    + " the server";
        }
        return words.contains("IDENTIFICATION HAS CHANGED")
                ? "shows another host key than the one known for it" + key
                        + ". Either the server has a new key, or somebody is in between." + add
                        + ", in place of the old one"
                : "shows a host key that is not known" + key + "." + add;
    }

    private TransportException connection(String words) {
        if (CERTIFICATE.matcher(words).find()) {
            witness.distrust(said(words) + ". If this is the right server, give the certificate of the authority that"
                    + " signed its certificate (PEM) as the repository's CA, and use the name that it is for");
            return of(words, null);
        }
        if (words.contains("Could not resolve host")) {
            return of(words, new UnknownHostException(access.address().host()));
        }
        if (contains(words, "timed out", "Timeout was reached", "Operation too slow", "Timed out")) {
            return of(words, new SocketTimeoutException("no answer in time"));
        }
        if (contains(words, "Connection refused", "Failed to connect", "No route to host", "unreachable")) {
            return of(words, new ConnectException(said(words)));
        }
        if (contains(words, "SSL", "TLS", "gnutls")) {
            return of(words, new SSLException(said(words)));
        }
        if (words.contains("is this a git repository?")) {
            witness.notGit("it says nothing of Git's protocol");
        }
        return of(words, null);
    }

    private static boolean contains(String words, String... parts) {
        return List.of(parts).stream().anyMatch(words::contains);
    }

    /** The first line that is a complaint, without who says it. */
    private String said(String words) {
        String line = words.lines()
                .filter(each -> COMPLAINT.matcher(each).find())
                .findFirst()
                .orElse(words);
        String plain =
                COMPLAINT.matcher(line).replaceFirst("").replace("unable to access '" + access.address() + "/': ", "");
        return Redacted.clean(plain, access.credential().secrets()).replaceFirst("\\.$", "");
    }

    private static TransportException of(String words, Throwable cause) {
        return new TransportException(words, cause);
    }
}
