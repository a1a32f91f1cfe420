package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;

/** One over the engine's own transport. */
final class JgitConversation implements Conversation {
    private final Wire.Command command;
    private final FetchConnection connection;

    private JgitConversation(Wire.Command command, FetchConnection connection) {
        this.command = command;
        this.connection = connection;
    }

    /** Asks the server what it has. */
    @SuppressWarnings("MustBeClosedChecker")
    static JgitConversation begin(MirrorRepository mirror, Wire wire, List<RefSpec> specs, Witness witness)
            throws IOException {
        Wire.Command command = wire.command(mirror, witness);
        try {
            return new JgitConversation(command, command.transport().openFetch(specs, Constants.HEAD));
        } catch (IOException | RuntimeException e) {
            command.close();
            throw e;
        }
    }

    @Override
    public Collection<Ref> refs() {
        return connection.getRefs();
    }

    @Override
    public void bring(Collection<Ref> wanted, Set<ObjectId> known, FetchMonitor monitor) throws IOException {
        connection.fetch(monitor, wanted, known);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } finally {
            command.close();
        }
    }
}
