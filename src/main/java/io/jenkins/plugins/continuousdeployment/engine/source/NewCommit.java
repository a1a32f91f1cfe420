package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes the commits of one order; all of them have one date, so the same edit of the same tip is the same commit. */
final class NewCommit implements PushBase.Merging {
    private final PushOrder order;
    private final PersonIdent person;
    private final CommitSigner signer; // null where commits are not signed

    /**
     * Reads the key.
     *
     * @throws RefusedException where the signing key can't be used
     */
    NewCommit(PushOrder order, Instant date) {
        this.order = order;
        this.person = new PersonIdent(order.author().name(), order.author().email(), date, ZoneOffset.UTC);
        if (order.key() instanceof SigningKey.Ssh key) {
            this.signer = SshSignature.with(key)::of;
        } else {
            this.signer = order.key() instanceof SigningKey.Given given ? given.signer() : null;
        }
    }

    /**
     * A commit that was made.
     *
     * @param id its id
     * @param paths which files differ from its parent, sorted
     */
    record Made(ObjectId id, List<String> paths) {
        Made {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Makes the commit of an edit.
     *
     * @return nothing where the edit changes no byte
     * @throws RefusedException naming every file that is not there
     */
    Optional<Made> of(Repository repository, ObjectInserter inserter, GitSource source, ObjectId start, TreeEdit edit)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            ObjectId tree = walk.parseCommit(start).getTree();
            Map<String, ObjectId> blobs = blobs(GitNode.root(repository, source, tree), inserter, edit);
            if (blobs.isEmpty()) {
                return Optional.empty();
            }
            ObjectId changed = new TreeRewrite(reader, inserter).of(tree, blobs);
            ObjectId commit = commit(inserter, changed, List.of(start), edit.message());
            return Optional.of(new Made(commit, List.copyOf(blobs.keySet())));
        }
    }

    /** The files that get other bytes, by where they really lie. */
    private static Map<String, ObjectId> blobs(Node root, ObjectInserter inserter, TreeEdit edit) throws IOException {
        Map<String, ObjectId> blobs = new TreeMap<>();
        Map<String, ObjectId> wanted = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : new TreeMap<>(edit.files()).entrySet()) {
            TreeEntry entry = file(root, file.getKey(), problems);
            if (entry == null) {
                continue;
            }
            ObjectId blob = inserter.idFor(Constants.OBJ_BLOB, file.getValue());
            ObjectId other = wanted.put(entry.path(), blob);
            if (other != null && !other.equals(blob)) {
                problems.add(new Problem(
                        Place.of(file.getKey()),
                        "leads to " + entry.path() + ", which the same edit changes in another way."));
            }
            if (!blob.name().equals(entry.id())) {
                blobs.put(entry.path(), inserter.insert(Constants.OBJ_BLOB, file.getValue()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return blobs;
    }

    private static TreeEntry file(Node root, String path, List<Problem> problems) {
        try {
            Optional<TreeEntry> found = TreeEntries.find(root, path);
            if (found.isPresent() && found.get().isFile()) {
                return found.get();
            }
            String what = found.isPresent() ? "is a folder" : "is not in the commit that is edited";
            problems.add(new Problem(Place.of(path), what + ": only files that are there can be changed."));
        } catch (RefusedException e) {
            problems.addAll(e.problems());
        }
        return null;
    }

    @Override
    public ObjectId commit(ObjectInserter inserter, ObjectId tree, List<ObjectId> parents, String message)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(CommitText.of(message, order.signOff() ? order.author() : null));
        if (signer != null) {
            byte[] armoured = signer.sign(commit.build()).getBytes(StandardCharsets.US_ASCII);
            commit.setGpgSignature(new GpgSignature(armoured));
        }
        return inserter.insert(commit);
    }
}
