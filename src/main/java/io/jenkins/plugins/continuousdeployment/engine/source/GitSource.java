package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;

/**
 * One repository with one credential, read from its mirror. Safe for many threads; what it returns is, too.
 *
 * <p>Every method throws {@link RefusedException}, which says what to do: {@link RepositoryUnreachableException} where
 * another try may help.
 */
public final class GitSource {
    private static final List<String> MIRRORED = List.of("refs/heads/*", "refs/tags/*");

    private final Mirror mirror;
    private final Wire wire;
    private final PushSurroundings surroundings;

    GitSource(Mirror mirror, Wire wire, PushSurroundings surroundings) {
        this.mirror = mirror;
        this.wire = wire;
        this.surroundings = surroundings;
    }

    /** Work on the mirror's objects. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Repository repository) throws IOException;
    }

    /** What it is read from. */
    Mirror mirror() {
        return mirror;
    }

    /** Where it is. */
    public RepositoryAddress address() {
        return wire.access().address();
    }

    /** How far the fetch of this repository is that goes on now, whoever wanted it; empty where none does. */
    public Optional<FetchProgress> fetching() {
        return Optional.ofNullable(mirror.fetching());
    }

    /**
     * Finds the commit that a revision means now, and brings it here. The server is asked, unless the revision is a
     * whole commit id that is here already: such a commit can't change.
     *
     * @param revision a branch, a tag, a commit, a range of versions, or {@code HEAD}; see {@code docs/git.md}
     * @throws RefusedException where it means nothing, more than one thing, or the server can't be read
     */
    public Revision resolve(String revision) {
        RevisionText wanted = RevisionText.of(revision);
        if (wanted.isCommit()) {
            Optional<Revision> here = reading(repository -> Commits.of(repository, wanted.commit()));
            if (here.isPresent()) {
                return here.get();
            }
        }
        List<RefSpec> specs = specs(wanted);
        RemoteRefs remote = mirror.refresh(wire, specs);
        return reading(repository -> new RevisionResolver(repository, remote, address()).resolve(wanted));
    }

    /**
     * What a revision means: a commit, or why it means none.
     *
     * @param revision null where it means none
     * @param problem for a person; null where it means something
     */
    public record Resolved(Revision revision, String problem) {}

    /**
     * Finds the commits that revisions mean now, asking the server once for all of them.
     *
     * @throws RefusedException where the server can't be read
     */
    public Map<String, Resolved> resolveAll(Collection<String> revisions) {
        Map<String, Resolved> answers = new LinkedHashMap<>();
        Map<String, RevisionText> asked = new LinkedHashMap<>();
        for (String revision : revisions) {
            try {
                RevisionText wanted = RevisionText.of(revision);
                Optional<Revision> here = wanted.isCommit()
                        ? reading(repository -> Commits.of(repository, wanted.commit()))
                        : Optional.empty();
                here.ifPresentOrElse(
                        fixed -> answers.put(revision, new Resolved(fixed, null)), () -> asked.put(revision, wanted));
            } catch (RefusedException e) {
                answers.put(revision, new Resolved(null, e.getMessage()));
            }
        }
        if (asked.isEmpty()) {
            return answers;
        }
        Set<RefSpec> specs = new LinkedHashSet<>();
        asked.values().forEach(wanted -> specs.addAll(specs(wanted)));
        RemoteRefs remote = mirror.refresh(wire, List.copyOf(specs));
        asked.forEach((revision, wanted) -> answers.put(revision, resolved(wanted, remote)));
        return answers;
    }

    private Resolved resolved(RevisionText wanted, RemoteRefs remote) {
        try {
            return new Resolved(
                    reading(repository -> new RevisionResolver(repository, remote, address()).resolve(wanted)), null);
        } catch (RefusedException e) {
            return new Resolved(null, e.getMessage());
        }
    }

    /**
     * What a server has to offer.
     *
     * @param head the branch that its HEAD names, as a whole name; empty where it names none that exists
     * @param branches their short names, sorted
     * @param tags their short names, sorted
     */
    public record Offer(String head, List<String> branches, List<String> tags) {
        public Offer {
            Objects.requireNonNull(head, "head");
            branches = List.copyOf(branches);
            tags = List.copyOf(tags);
        }
    }

    /**
     * Asks the server what it has. No commit is brought here.
     *
     * @throws RefusedException where the server can't be read
     */
    public Offer look() {
        RemoteRefs remote =
                mirror.look(wire, MIRRORED.stream().map(GitSource::spec).toList());
        return new Offer(remote.head(), below(remote, Constants.R_HEADS), below(remote, Constants.R_TAGS));
    }

    private static List<String> below(RemoteRefs remote, String folder) {
        return remote.refs().keySet().stream()
                .filter(name -> name.startsWith(folder))
                .map(name -> name.substring(folder.length()))
                .sorted()
                .toList();
    }

    /** The files of the commit that a revision means now: {@link #resolve} and {@link #open(Revision)}. */
    public SourceTree open(String revision) {
        return open(resolve(revision));
    }

    /** The files of a commit that {@link #resolve} found. */
    public SourceTree open(Revision revision) {
        return new GitTree(revision, this);
    }

    /**
     * What changes exactly when something at or below a path changes: the id of the tree or file there, links not
     * followed.
     *
     * @param commit a whole commit id
     * @param path as {@link SourceTree#files} takes it
     * @return nothing where there is nothing at that path
     */
    public Optional<String> treeId(String commit, String path) {
        return reading(repository -> Commits.treeId(repository, known(repository, commit), path));
    }

    /**
     * Whether a commit is in the history of another, or is that commit.
     *
     * @param ancestor a whole commit id
     * @param descendant a whole commit id
     */
    public boolean isAncestor(String ancestor, String descendant) {
        return reading(repository ->
                Commits.isAncestor(repository, known(repository, ancestor), known(repository, descendant)));
    }

    /**
     * The commits that came with a step from one commit to another, newest first.
     *
     * @param from the old commit, a whole id; it and its history are left out
     * @param to the new commit, a whole id
     * @param limit the most to return
     */
    public List<Commit> commitsBetween(String from, String to, int limit) {
        return reading(
                repository -> Commits.between(repository, known(repository, from), known(repository, to), limit));
    }

    /**
     * Makes a commit on the newest tip of a branch and pushes it, never by force. When somebody else pushes at the same
     * time, the commit is thrown away and the edit made anew on the new tip. Who pushes to the same branch in this process
     * waits for the others.
     *
     * <p>Whether a commit arrived whose answer was lost is found out by looking; it is never made twice. A commit is known
     * as ours by its id in the result; nothing is added to its message. The engine's own transport pushes, also where
     * command-line Git reads.
     *
     * @param editor asked once for each try, on the calling thread
     * @throws PushLostException where others were faster each time
     * @throws RefusedException where the branch is missing, the edit names files that are not there, the server does not
     *     accept the commit (such a push is not repeated) or can't be reached; nothing was changed then. Only where {@link
     *     RepositoryUnreachableException} says that the answer was lost, the commit may have arrived: the same order later
     *     finds that out by itself
     * @throws CancellationException where the thread was interrupted; the commit may have arrived
     */
    public PushResult push(PushOrder order, TreeEditor editor) {
        return new PushRound(this, mirror, wire.ofEngine(), surroundings, order, editor).run();
    }

    /** What the server has now, brought here. */
    RemoteRefs refresh() {
        return mirror.refresh(wire, specs(RevisionText.of(Constants.HEAD)));
    }

    /** Reads; a broken mirror is replaced once, and then read again. */
    <T> T reading(Reading<T> work) {
        MirrorRepository repository = null;
        try {
            repository = mirror.repository();
            return work.of(repository);
        } catch (RefusedException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (!mirror.isBroken(e)) {
                throw mirror.unusable(e);
            }
            return again(work, repository, e);
        }
    }

    private <T> T again(Reading<T> work, MirrorRepository broken, Exception failure) {
        try {
            mirror.replace(broken, Reasons.of(failure));
            mirror.refresh(wire, specs(RevisionText.of(Constants.HEAD)));
            return work.of(mirror.repository());
        } catch (RefusedException | CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw mirror.unusable(e);
        }
    }

    private ObjectId known(Repository repository, String commit) throws IOException {
        if (!ObjectId.isId(commit) || !repository.getObjectDatabase().has(ObjectId.fromString(commit))) {
            throw new RefusedException("the commit " + RevisionText.printable(commit) + " is not in the repository "
                    + address() + ", or is on no branch and no tag of it any more.");
        }
        return ObjectId.fromString(commit);
    }

    private List<RefSpec> specs(RevisionText wanted) {
        Set<String> names = new LinkedHashSet<>(MIRRORED);
        names.addAll(wire.access().extraRefs());
        List<RefSpec> specs = new ArrayList<>();
        names.forEach(name -> specs.add(spec(name)));
        if (wanted.isRef() && specs.stream().noneMatch(spec -> spec.matchSource(wanted.text()))) {
            specs.add(spec(wanted.text()));
        }
        return specs;
    }

    /** Under the same name, whatever it pointed to before. */
    private static RefSpec spec(String name) {
        return new RefSpec("+" + name + ":" + name);
    }
}
