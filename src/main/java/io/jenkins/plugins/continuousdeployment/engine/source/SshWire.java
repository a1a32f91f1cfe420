package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.io.InterruptTimer;

/**
 * One command's SSH: the key that was given and no other, the host keys that were given and no others; no file of the
 * user's {@code ~/.ssh}, no agent, no proxy.
 */
final class SshWire extends SshSessionFactory implements AutoCloseable {
    private final SshdSessionFactory sessions;
    private final RepositoryAccess access;
    private final Witness witness;

    /**
     * Reads key and known hosts.
     *
     * @param nowhere a folder that does not exist, in place of the user's home
     */
    SshWire(RepositoryAccess access, KeyPair identity, KnownHosts hosts, Witness witness, Path nowhere) {
        this.access = access;
        this.witness = witness;
        File folder = nowhere.toFile();
        this.sessions = new SshdSessionFactoryBuilder()
                .setHomeDirectory(folder)
                .setSshDirectory(folder)
                .setConfigStoreFactory((home, config, user) -> null)
                .setDefaultIdentities(directory -> List.of())
                .setDefaultKeysProvider(directory -> List.of(identity))
                .setServerKeyDatabase((home, directory) -> hosts)
                .setConnectorFactory(null)
                .setPreferredAuthentications("publickey")
                .setProxyDataFactory(address -> null)
                .build(null);
    }

    @Override
    public String getType() {
        return "mirror";
    }

    /** The library knows a time-out for the connection only, not for the handshake and the login that follow. */
    @Override
    public RemoteSession2 getSession(URIish uri, CredentialsProvider provider, FS fs, int idleMillis)
            throws TransportException {
        int connectMillis = access.timeouts().connectMillis();
        InterruptTimer timer =
                new InterruptTimer("SSH login to " + access.address().host());
        try {
            timer.begin(connectMillis + idleMillis);
            SshdSession session = sessions.getSession(uri, null, fs, connectMillis);
            timer.end();
            return new WatchedSession(session, witness);
        } finally {
            timer.terminate();
        }
    }

    @Override
    public void close() {
        sessions.close();
    }

    /** Shows the witness how the server's answer begins. */
    private record WatchedSession(SshdSession session, Witness witness) implements RemoteSession2 {
        @Override
        public Process exec(String command, int timeout) throws IOException {
            return exec(command, Map.of(), timeout);
        }

        @Override
        public Process exec(String command, Map<String, String> environment, int timeout) throws IOException {
            return new WatchedProcess(session.exec(command, environment, timeout), witness);
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }
    }
}
