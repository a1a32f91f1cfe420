package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;

/**
 * One conversation with a server: it says what it has, and where that differs from the mirror, gives what is missing.
 * Refs change last and together, so that a fetch that ends anywhere leaves a whole mirror.
 */
final class Fetch implements AutoCloseable {
    private final MirrorRepository mirror;
    private final RepositoryAddress address;
    private final Conversation conversation;
    private final RemoteRefs remote;

    private Fetch(MirrorRepository mirror, RepositoryAddress address, Conversation conversation, RemoteRefs remote) {
        this.mirror = mirror;
        this.address = address;
        this.conversation = conversation;
        this.remote = remote;
    }

    /** Asks the server what it has. */
    static Fetch begin(MirrorRepository mirror, Wire wire, List<RefSpec> specs, Witness witness) throws IOException {
        Conversation conversation = wire.conversation(mirror, specs, witness);
        try {
            RemoteRefs remote = RemoteRefs.of(conversation.refs(), specs);
            return new Fetch(mirror, wire.access().address(), conversation, remote);
        } catch (RuntimeException e) {
            conversation.close();
            throw e;
        }
    }

    /** What the server has. */
    RemoteRefs remote() {
        return remote;
    }

    /** Whether the mirror has the same. */
    boolean upToDate() throws IOException {
        return changes(local()).isEmpty() && remote.head().equals(localHead());
    }

    /**
     * Brings the mirror to what the server has; the caller holds the mirror's lock.
     *
     * @param monitor is told how far it is
     */
    void run(FetchMonitor monitor) throws IOException {
        Map<String, ObjectId> local = local();
        List<ReceiveCommand> changes = changes(local);
        Set<ObjectId> known = new HashSet<>(local.values());
        Map<ObjectId, Ref> wanted = new HashMap<>();
        for (ReceiveCommand change : changes) {
            if (change.getType() != ReceiveCommand.Type.DELETE && !known.contains(change.getNewId())) {
                wanted.put(change.getNewId(), remote.refs().get(change.getRefName()));
            }
        }
        if (!wanted.isEmpty()) {
            transfer(wanted.values(), known, monitor);
        }
        // Deletions first: a branch may be named as a folder of others was.
        apply(changes.stream()
                .filter(change -> change.getType() == ReceiveCommand.Type.DELETE)
                .toList());
        apply(changes.stream()
                .filter(change -> change.getType() != ReceiveCommand.Type.DELETE)
                .toList());
        linkHead();
    }

    private void transfer(Collection<Ref> wanted, Set<ObjectId> known, FetchMonitor monitor) throws IOException {
        conversation.bring(wanted, known, monitor);
        if (monitor.isCancelled()) {
            throw Cancelled.of("fetch of " + address, null);
        }
    }

    private void apply(List<ReceiveCommand> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        BatchRefUpdate batch = mirror.getRefDatabase().newBatchUpdate();
        batch.setAtomic(true).setAllowNonFastForwards(true).disableRefLog().addCommand(changes);
        try (RevWalk walk = new RevWalk(mirror)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (ReceiveCommand change : changes) {
            if (change.getResult() != ReceiveCommand.Result.OK) {
                throw new MirrorDamagedException(
                        "its ref " + change.getRefName() + " can't be set: " + change.getResult(), null);
            }
        }
    }

    private void linkHead() throws IOException {
        if (remote.head().isEmpty() || remote.head().equals(localHead())) {
            return;
        }
        RefUpdate update = mirror.updateRef(Constants.HEAD);
        update.disableRefLog();
        update.link(remote.head());
    }

    private String localHead() throws IOException {
        if (remote.head().isEmpty()) {
            return "";
        }
        Ref head = mirror.exactRef(Constants.HEAD);
        return head == null ? "" : head.getTarget().getName();
    }

    /** What the mirror has of the refs that were asked for. */
    private Map<String, ObjectId> local() throws IOException {
        Map<String, ObjectId> local = new HashMap<>();
        for (Ref ref : mirror.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
            if (ref.getObjectId() != null
                    && remote.specs().stream().anyMatch(spec -> spec.matchSource(ref.getName()))) {
                local.put(ref.getName(), ref.getObjectId());
            }
        }
        return local;
    }

    private List<ReceiveCommand> changes(Map<String, ObjectId> local) {
        List<ReceiveCommand> changes = new ArrayList<>();
        remote.refs().forEach((name, ref) -> {
            ObjectId before = local.getOrDefault(name, ObjectId.zeroId());
            if (!before.equals(ref.getObjectId())) {
                changes.add(new ReceiveCommand(before, ref.getObjectId(), name));
            }
        });
        local.forEach((name, id) -> {
            if (!remote.refs().containsKey(name)) {
                changes.add(new ReceiveCommand(id, ObjectId.zeroId(), name));
            }
        });
        return changes;
    }

    @Override
    public void close() throws IOException {
        conversation.close();
    }
}
