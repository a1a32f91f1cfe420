package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * How a repository is reached, with what was given for it read and checked before the first request.
 *
 * @param access what was given
 * @param trust the certificate authorities
 * @param identity the private key; null where the address is no SSH one, and where command-line Git reads it
 */
record Wire(RepositoryAccess access, Trust trust, KeyPair identity) {
    Wire {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(trust, "trust");
    }

    /**
     * Reads certificates, key and known hosts. Key and known hosts are left to command-line Git where that is to be used:
     * OpenSSH reads some that we don't.
     *
     * @throws RefusedException where one of them can't be used
     */
    static Wire of(RepositoryAccess access) {
        String where = "the repository " + access.address();
        KeyPair identity = null;
        if (access.program().isEmpty() && access.credential() instanceof Credential.SshKey key) {
            identity = SshIdentity.of(key, where);
            KnownHosts.of(access, new Witness());
        }
        return new Wire(access, Trust.of(access.caPem(), where), identity);
    }

    /** The same by the engine's own transport. */
    Wire ofEngine() {
        return access.program().isEmpty() ? this : of(access.withProgram(Optional.empty()));
    }

    /** Asks the server what it has; the caller closes what comes of it. */
    Conversation conversation(MirrorRepository mirror, List<RefSpec> specs, Witness witness) throws IOException {
        return access.program().isPresent()
                ? ProgramConversation.begin(mirror, this, access.program().get(), specs, witness)
                : JgitConversation.begin(mirror, this, specs, witness);
    }

    /** One command of the engine's own transport, ready to talk on behalf of a mirror; the caller closes it. */
    Command command(MirrorRepository mirror, Witness witness) throws IOException {
        RepositoryAddress address = access.address();
        if (address.kind() == RepositoryAddress.Kind.LOCAL) {
            checkLocal(Path.of(address.path()));
        }
        Transport transport = Transport.open(mirror, uri(address));
        transport.setCredentialsProvider(null); // whoever set one for the whole JVM did not mean us
        transport.setTimeout(access.timeouts().idleSeconds());
        transport.setTagOpt(TagOpt.NO_TAGS);
        if (transport instanceof TransportHttp http) {
            new HttpWire(access, trust, witness).applyTo(http);
            return new Command(transport, () -> {});
        }
        if (transport instanceof SshTransport ssh) {
            Path nowhere = mirror.getDirectory().toPath().resolve("no-home");
            SshWire wire = new SshWire(access, identity, KnownHosts.of(access, witness), witness, nowhere);
            ssh.setSshSessionFactory(wire);
            return new Command(transport, wire);
        }
        return new Command(transport, () -> {});
    }

    private URIish uri(RepositoryAddress address) {
        URIish uri = new URIish().setPath(address.path());
        if (address.kind() == RepositoryAddress.Kind.LOCAL) {
            return uri;
        }
        URIish remote = uri.setScheme(RepositoryAddress.scheme(address.kind()))
                .setHost(address.host())
                .setPort(address.port() == RepositoryAddress.defaultPort(address.kind()) ? -1 : address.port());
        return address.kind() == RepositoryAddress.Kind.SSH ? remote.setUser(sshUser(access)) : remote;
    }

    /** Who to log in as. */
    static String sshUser(RepositoryAccess access) {
        if (!access.address().user().isEmpty()) {
            return access.address().user();
        }
        boolean named = access.credential() instanceof Credential.SshKey key
                && !key.user().isEmpty();
        return named ? ((Credential.SshKey) access.credential()).user() : "git";
    }

    /** What a server would say of itself, a folder has in its configuration. */
    private void checkLocal(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            throw new RefusedException(
                    path + " is a file. Give the folder of a repository; a bundle must be cloned first.");
        }
        File folder = RepositoryCache.FileKey.resolve(path.toFile(), FS.DETECTED);
        if (folder == null) {
            throw new RefusedException("there is no Git repository at " + path
                    + ". Give the folder of one; to read a folder as it lies there, without Git, use --dir.");
        }
        FileBasedConfig config = new FileBasedConfig(new File(folder, "config"), FS.DETECTED);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new RefusedException(
                    "the repository " + path + " has a configuration that can't be read: " + Reasons.of(e), e);
        }
        if ("sha256".equalsIgnoreCase(config.getString("extensions", null, "objectFormat"))) {
            throw GitFailures.sha256(access, null);
        }
    }

    /**
     * A transport and what else must be closed with it.
     *
     * @param transport JGit's
     * @param more closed after it
     */
    record Command(Transport transport, AutoCloseable more) implements AutoCloseable {
        Command {
            Objects.requireNonNull(transport, "transport");
            Objects.requireNonNull(more, "more");
        }

        @Override
        public void close() throws IOException {
            try {
                transport.close();
            } finally {
                closeMore();
            }
        }

        private void closeMore() throws IOException {
            try {
                more.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
