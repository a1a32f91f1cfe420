package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.util.FS;

/**
 * One conversation in which a commit is offered. It goes as a change from what the branch is expected to point to, which
 * the server checks while it holds the branch: nobody else's commit can be lost.
 */
final class PushConversation {
    private static final List<String> HOOKS =
            List.of("pre-receive", "update", "proc-receive", "reference-transaction", "post-receive", "post-update");

    private PushConversation() {}

    /**
     * Offers a commit.
     *
     * @param options what is said to the server beside
     * @throws IOException where nothing was sent
     */
    static PushAnswer about(
            MirrorRepository mirror,
            Wire wire,
            PushBase base,
            ObjectId commit,
            List<String> options,
            Witness witness,
            ProgressMonitor monitor)
            throws IOException {
        RepositoryAddress address = wire.access().address();
        if (address.kind() == RepositoryAddress.Kind.LOCAL) {
            checkLocal(new File(address.path()));
        }
        try (Wire.Command command = wire.command(mirror, witness)) {
            if (!options.isEmpty()) {
                command.transport().setPushOptions(options);
            }
            PushConnection connection = command.transport().openPush();
            try {
                if (!options.isEmpty() && !witness.advertises("push-options")) {
                    throw new RefusedException("the server of the repository " + address
                            + " takes no push options, and some are given: " + options + ". Leave them out.");
                }
                Ref now = connection.getRef(base.ref());
                ObjectId there = now == null ? ObjectId.zeroId() : now.getObjectId();
                return base.expected().equals(there)
                        ? offer(connection, mirror, base, commit, monitor)
                        : new PushAnswer.Moved();
            } finally {
                connection.close();
            }
        }
    }

    private static PushAnswer offer(
            PushConnection connection, MirrorRepository mirror, PushBase base, ObjectId commit, ProgressMonitor monitor)
            throws IOException {
        RemoteRefUpdate update =
                new RemoteRefUpdate(mirror, commit.name(), commit, base.ref(), false, null, base.expected());
        try {
            connection.push(monitor, Map.of(base.ref(), update));
        } catch (IOException | RuntimeException e) {
            return new PushAnswer.Unsure(e, connection.getMessages());
        }
        String reason = Objects.requireNonNullElse(update.getMessage(), "");
        return switch (update.getStatus()) {
            case OK -> new PushAnswer.Landed();
            case AWAITING_REPORT, NOT_ATTEMPTED ->
                new PushAnswer.Unsure(
                        new TransportException("the server does not report what became of it"),
                        connection.getMessages());
            default ->
                new PushAnswer.Refused(reason.isEmpty() ? update.getStatus().name() : reason, connection.getMessages());
        };
    }

    /** In a folder nobody would run the hooks that guard it, or bring a working copy along. */
    private static void checkLocal(File path) {
        File folder = RepositoryCache.FileKey.resolve(path, FS.DETECTED);
        if (folder != null && !folder.equals(path)) {
            throw new RefusedException("the repository " + path + " is a working copy: a push would change the branch"
                    + " under the feet of who works there. Push to a bare repository.");
        }
        List<String> hooks = HOOKS.stream()
                .filter(hook -> new File(new File(path, "hooks"), hook).canExecute())
                .toList();
        if (!hooks.isEmpty()) {
            throw new RefusedException("the repository " + path + " has hooks (" + String.join(", ", hooks)
                    + "), which a push to a folder does not run. Push through its server.");
        }
    }
}
