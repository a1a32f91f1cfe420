package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.semver.SemverRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Finds the commit that a revision means, by these rules in this order: 40 hex digits are a commit; {@code refs/…} is
 * that ref; a branch or a tag of that name, but not both; a range of versions over the tags; the beginning of a commit
 * id, at least 7 digits long.
 */
final class RevisionResolver {
    private final Repository repository;
    private final RemoteRefs remote;
    private final RepositoryAddress address;

    RevisionResolver(Repository repository, RemoteRefs remote, RepositoryAddress address) {
        this.repository = repository;
        this.remote = remote;
        this.address = address;
    }

    Revision resolve(RevisionText wanted) throws IOException {
        if (wanted.isCommit()) {
            return Commits.of(repository, wanted.commit()).orElseThrow(() -> noCommit(wanted));
        }
        if (wanted.isHead()) {
            return head();
        }
        if (wanted.isRef()) {
            return ref(wanted.text());
        }
        String branch = Constants.R_HEADS + wanted.text();
        String tag = Constants.R_TAGS + wanted.text();
        boolean isBranch = remote.refs().containsKey(branch);
        boolean isTag = remote.refs().containsKey(tag);
        if (isBranch && isTag) {
            throw new RefusedException("the revision " + wanted.text() + " is both a branch and a tag of " + address
                    + ". Write " + branch + " or " + tag + ".");
        }
        return isBranch || isTag ? ref(isBranch ? branch : tag) : byMeaning(wanted);
    }

    private Revision byMeaning(RevisionText wanted) throws IOException {
        Optional<SemverRange> range = SemverRange.parse(wanted.text());
        VersionTags tags = new VersionTags(repository, remote);
        if (range.isPresent()) {
            Optional<String> best = tags.newest(range.get());
            if (best.isPresent()) {
                return ref(best.get());
            }
        }
        List<ObjectId> commits = wanted.isPrefix() ? beginningWith(wanted.text()) : List.of();
        if (commits.size() == 1) {
            return Commits.of(repository, commits.get(0)).orElseThrow(() -> unknown(wanted));
        }
        if (commits.size() > 1) {
            throw new RefusedException("the revision " + wanted.text() + " is the beginning of more than one commit of "
                    + address + ": "
                    + commits.stream().limit(5).map(ObjectId::name).collect(Collectors.joining(", "))
                    + ". Write more of it.");
        }
        throw range.isPresent() && !wanted.isPrefix() ? outside(wanted, tags) : unknown(wanted);
    }

    private Revision head() throws IOException {
        if (remote.headCommit() == null) {
            throw new RefusedException(
                    remote.refs().isEmpty()
                            ? "the repository " + address + " is empty: it has no commit yet. Push one."
                            : "the HEAD of " + address + " names a branch that does not exist. Name the one to use: "
                                    + some(names(Constants.R_HEADS)) + ".");
        }
        String ref = remote.head().isEmpty() ? Constants.HEAD : remote.head();
        ObjectId commit = remote.head().isEmpty() ? remote.headCommit() : remote.id(remote.head());
        return pointed(commit, ref);
    }

    private Revision ref(String name) throws IOException {
        ObjectId id = remote.id(name);
        if (id == null) {
            throw new RefusedException("there is no " + name + " in " + address + "." + likeRef(name));
        }
        return pointed(id, name);
    }

    /** The same name as a branch or a tag, or else names like it of the same kind. */
    private String likeRef(String name) {
        String kind = name.startsWith(Constants.R_TAGS) ? Constants.R_TAGS : Constants.R_HEADS;
        String other = kind.equals(Constants.R_TAGS) ? Constants.R_HEADS : Constants.R_TAGS;
        if (!name.startsWith(kind)) {
            return Nearest.hint(name, remote.refs().keySet());
        }
        String plain = name.substring(kind.length());
        if (remote.refs().containsKey(other + plain)) {
            return " There is " + other + plain + ".";
        }
        List<String> near = Nearest.to(plain, names(kind));
        return near.isEmpty() ? "" : " Did you mean " + kind + String.join(" or " + kind, near) + "?";
    }

    private Revision pointed(ObjectId id, String ref) throws IOException {
        if (id == null || !repository.getObjectDatabase().has(id)) {
            throw new MirrorDamagedException("it lacks what " + ref + " points to", null);
        }
        return Commits.of(repository, id, ref)
                .orElseThrow(() ->
                        new RefusedException(ref + " of " + address + " points to no commit. Name one that does."));
    }

    private List<ObjectId> beginningWith(String digits) throws IOException {
        List<ObjectId> commits = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            AbbreviatedObjectId prefix = AbbreviatedObjectId.fromString(digits.toLowerCase(Locale.ROOT));
            for (ObjectId each : reader.resolve(prefix)) {
                if (reader.open(each).getType() == Constants.OBJ_COMMIT) {
                    commits.add(each);
                }
            }
        }
        return commits;
    }

    private RefusedException noCommit(RevisionText wanted) {
        return new RefusedException("the commit " + wanted.text() + " is on no branch and no tag of " + address
                + ". A commit that only a pull request or another ref holds is found by that ref's name, such as"
                + " refs/pull/1/head.");
    }

    private RefusedException outside(RevisionText wanted, VersionTags tags) {
        List<String> newest = tags.newestNames();
        return new RefusedException("no branch and no tag of " + address + " is named " + wanted.text()
                + ", and no tag lies in it as a range of versions. "
                + (newest.isEmpty()
                        ? "No tag is a version at all."
                        : "The newest versions are " + String.join(", ", newest) + "."));
    }

    private RefusedException unknown(RevisionText wanted) {
        return new RefusedException("the revision " + wanted.text() + " is no branch, tag or commit of " + address
                + ", and no range of versions that a tag lies in." + advice(wanted.text()));
    }

    private String advice(String text) {
        if (text.startsWith("origin/") && remote.refs().containsKey(Constants.R_HEADS + text.substring(7))) {
            return " Write " + text.substring(7) + ".";
        }
        if (text.matches(".+[~^@:].*")) {
            return " Expressions such as HEAD~1 or main@{1} are not read: write the commit.";
        }
        if (text.matches("[0-9a-fA-F]{4,6}")) {
            return " The beginning of a commit must have at least 7 digits.";
        }
        List<String> names = new ArrayList<>(names(Constants.R_HEADS));
        names.addAll(names(Constants.R_TAGS));
        String near = Nearest.hint(text, names);
        if (!near.isEmpty()) {
            return near;
        }
        return names.isEmpty() ? " The repository is empty." : " There are " + some(names) + ".";
    }

    private List<String> names(String prefix) {
        return remote.refs().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static String some(Collection<String> names) {
        String shown = names.stream().limit(5).collect(Collectors.joining(", "));
        return names.size() > 5 ? shown + " and " + (names.size() - 5) + " more" : shown;
    }
}
