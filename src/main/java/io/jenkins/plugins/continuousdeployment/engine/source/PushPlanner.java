package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Makes the commit for what the server has at one moment: chooses its parent, asks for the edit, writes the objects. */
final class PushPlanner {
    private final GitSource source;
    private final Mirror mirror;
    private final PushOrder order;
    private final TreeEditor editor;
    private final NewCommit commits;

    /**
     * What to push.
     *
     * @param tip the tip of the edited branch
     * @param base where it goes; null where the edit changes nothing and names no branch
     * @param made the commit; empty where there is nothing to change
     */
    record Plan(ObjectId tip, PushBase base, Optional<NewCommit.Made> made) {
        Plan {
            Objects.requireNonNull(tip, "tip");
            Objects.requireNonNull(made, "made");
        }

        /** The short name of the branch it goes to; empty where that is not known. */
        String branch() {
            return base == null ? "" : base.branch();
        }
    }

    PushPlanner(GitSource source, Mirror mirror, PushOrder order, TreeEditor editor, NewCommit commits) {
        this.source = source;
        this.mirror = mirror;
        this.order = order;
        this.editor = editor;
        this.commits = commits;
    }

    Plan plan(RemoteRefs remote) {
        String edited = edited(remote);
        ObjectId tip = remote.id(edited);
        TreeEdit edit = null;
        String target = edited;
        if (order.target() instanceof PushTarget.Branch other) {
            target = PushTarget.full(other.name());
        } else if (order.target() instanceof PushTarget.PerUpdate) {
            edit = edit(tip, edited);
            if (edit.files().isEmpty()) {
                return new Plan(tip, null, Optional.empty());
            }
            target = PushTarget.full(edit.branch());
        }
        PushBase base = base(tip, edited, target, remote.id(target));
        if (edit == null || !base.start().equals(tip)) {
            edit = edit(base.start(), target);
        }
        return new Plan(tip, base, made(base, edit));
    }

    private PushBase base(ObjectId tip, String edited, String target, ObjectId there) {
        return source.reading(any -> mirror.adding(
                (repository, inserter) -> PushBase.of(repository, inserter, tip, edited, target, there, commits)));
    }

    private TreeEdit edit(ObjectId commit, String ref) {
        Revision revision =
                source.reading(repository -> Commits.of(repository, commit, ref).orElseThrow());
        try (SourceTree tree = source.open(revision)) {
            return editor.edit(tree);
        }
    }

    private Optional<NewCommit.Made> made(PushBase base, TreeEdit edit) {
        if (edit.files().isEmpty()) {
            return Optional.empty();
        }
        return source.reading(any ->
                mirror.adding((repository, inserter) -> commits.of(repository, inserter, source, base.start(), edit)));
    }

    /** The whole name of the branch that is edited. */
    private String edited(RemoteRefs remote) {
        if (Constants.HEAD.equals(order.branch())) {
            if (remote.head().isEmpty() || remote.id(remote.head()) == null) {
                throw new RefusedException("the repository " + source.address()
                        + " has no default branch: it is empty, or its HEAD names a branch that is not there."
                        + " Name the branch to push to.");
            }
            return remote.head();
        }
        String full = PushTarget.full(order.branch());
        if (remote.id(full) != null) {
            return full;
        }
        String name = PushBase.shortName(full);
        if (remote.id(Constants.R_TAGS + name) != null) {
            throw new RefusedException("'" + name + "' is a tag of the repository " + source.address()
                    + ", and commits can't be pushed to a tag. Name a branch.");
        }
        List<String> branches = remote.refs().keySet().stream()
                .filter(ref -> ref.startsWith(Constants.R_HEADS))
                .map(PushBase::shortName)
                .toList();
        throw new RefusedException("the repository " + source.address() + " has no branch '"
                + RevisionText.printable(name) + "'." + Nearest.hint(name, branches));
    }
}
