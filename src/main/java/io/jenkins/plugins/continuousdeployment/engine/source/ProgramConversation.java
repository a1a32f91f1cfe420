package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;

/** One that command-line Git has for us, in a process for each question. */
final class ProgramConversation implements Conversation {
    /** Where refs are set by the program when they are too many for a command line; nobody reads them there. */
    static final String INCOMING = "refs/incoming/";

    private static final int MOST_NAMED = 100;

    /** As an id in a repository of the other object format. */
    private static final String SHA256 = "[0-9a-f]{64}";

    private final MirrorRepository mirror;
    private final Wire wire;
    private final GitProgram program;
    private final List<RefSpec> specs;
    private final Witness witness;
    private List<Ref> refs = List.of();

    private ProgramConversation(
            MirrorRepository mirror, Wire wire, GitProgram program, List<RefSpec> specs, Witness witness) {
        this.mirror = mirror;
        this.wire = wire;
        this.program = program;
        this.specs = List.copyOf(specs);
        this.witness = witness;
    }

    /** Asks the server what it has. */
    static ProgramConversation begin(
            MirrorRepository mirror, Wire wire, GitProgram program, List<RefSpec> specs, Witness witness)
            throws IOException {
        ProgramConversation begun = new ProgramConversation(mirror, wire, program, specs, witness);
        begun.refs = begun.listed();
        return begun;
    }

    /** A question to the program. */
    @FunctionalInterface
    private interface Question<T> {
        T put(GitProgram.Errand errand) throws IOException, InterruptedException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        Path home = MirrorFolder.of(mirror).path();
        Path scratch = Files.createTempDirectory(home, MirrorFolder.SCRATCH);
        try {
            return question.put(new GitProgram.Errand(
                    wire.access(),
                    Wire.sshUser(wire.access()),
                    mirror.getDirectory().toPath(),
                    scratch));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted", e);
        } catch (GitProgramException e) {
            throw new ProgramWords(wire.access(), program, witness).about(e);
        } finally {
            MirrorFolder.delete(scratch);
        }
    }

    private List<Ref> listed() throws IOException {
        Map<String, String> answer = ask(program::list);
        List<Ref> listed = new ArrayList<>();
        for (Map.Entry<String, String> each : answer.entrySet()) {
            if (!Constants.HEAD.equals(each.getKey())) {
                listed.add(ref(each.getKey(), id(each.getKey(), each.getValue())));
            }
        }
        String head = answer.get(Constants.HEAD);
        if (head != null) {
            listed.add(head(id(Constants.R_HEADS + Constants.HEAD, head), listed));
        }
        return listed;
    }

    private ObjectId id(String name, String digits) throws TransportException {
        if (digits.matches(SHA256)) {
            throw GitFailures.sha256(wire.access(), null);
        }
        if (!ObjectId.isId(digits) || !Repository.isValidRefName(name)) {
            throw new TransportException(program.name() + " lists a ref that can't be understood: "
                    + RevisionText.printable(name + " " + digits));
        }
        return ObjectId.fromString(digits);
    }

    private static Ref ref(String name, ObjectId id) {
        return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, name, id);
    }

    /** Asks which branch it names only where more than one might be it. */
    private Ref head(ObjectId commit, List<Ref> listed) throws IOException {
        List<Ref> same = listed.stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                .filter(ref -> commit.equals(ref.getObjectId()))
                .toList();
        String named = same.size() > 1 ? ask(program::head) : "";
        return same.stream()
                .filter(ref -> same.size() == 1 || ref.getName().equals(named))
                .findFirst()
                .<Ref>map(ref -> new SymbolicRef(Constants.HEAD, ref))
                .orElseGet(() -> ref(Constants.HEAD, commit));
    }

    @Override
    public Collection<Ref> refs() {
        return refs;
    }

    @Override
    public void bring(Collection<Ref> wanted, Set<ObjectId> known, FetchMonitor monitor) throws IOException {
        monitor.beginTask("Fetching with " + program.name(), 0);
        forgetIncoming();
        try {
            ask(errand -> {
                program.fetch(errand, refspecs(wanted));
                return null;
            });
        } catch (IOException | RuntimeException e) {
            MirrorFolder.of(mirror).cleanUp();
            throw e;
        } finally {
            forgetIncoming();
            Files.deleteIfExists(mirror.getDirectory().toPath().resolve(Constants.FETCH_HEAD));
        }
        for (Ref each : wanted) {
            if (!mirror.getObjectDatabase().has(each.getObjectId())) {
                throw new TransportException("its " + each.getName() + " was changed while it was fetched; the next"
                        + " look takes it as it is then");
            }
        }
    }

    private List<String> refspecs(Collection<Ref> wanted) {
        boolean plain = wanted.stream()
                .allMatch(ref -> StandardCharsets.US_ASCII.newEncoder().canEncode(ref.getName()));
        return plain && wanted.size() <= MOST_NAMED
                ? wanted.stream().map(Ref::getName).toList()
                : specs.stream()
                        .map(spec ->
                                "+" + spec.getSource() + ":" + spec.getSource().replaceFirst("^refs/", INCOMING))
                        .toList();
    }

    private void forgetIncoming() throws IOException {
        List<ReceiveCommand> gone = mirror.getRefDatabase().getRefsByPrefix(INCOMING).stream()
                .map(ref -> new ReceiveCommand(ref.getObjectId(), ObjectId.zeroId(), ref.getName()))
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        BatchRefUpdate batch = mirror.getRefDatabase().newBatchUpdate();
        batch.setAtomic(true).setAllowNonFastForwards(true).disableRefLog().addCommand(gone);
        try (RevWalk walk = new RevWalk(mirror)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
    }

    @Override
    public void close() {
        refs = List.of(); // each question was a process of its own, which has ended
    }
}
