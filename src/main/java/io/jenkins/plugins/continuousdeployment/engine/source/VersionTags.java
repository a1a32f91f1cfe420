package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.semver.SemverRange;
import io.jenkins.plugins.continuousdeployment.engine.semver.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** The tags that are versions. */
final class VersionTags {
    private static final int SHOWN = 3;

    private final Repository repository;
    private final RemoteRefs remote;
    private final List<Tag> tags = new ArrayList<>();

    /**
     * A tag.
     *
     * @param ref its full name
     * @param version what it says
     */
    private record Tag(String ref, Version version) {
        Tag {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(version, "version");
        }
    }

    VersionTags(Repository repository, RemoteRefs remote) {
        this.repository = repository;
        this.remote = remote;
        for (String ref : remote.refs().keySet()) {
            if (ref.startsWith(Constants.R_TAGS)) {
                Version.parse(ref.substring(Constants.R_TAGS.length()))
                        .ifPresent(version -> tags.add(new Tag(ref, version)));
            }
        }
        tags.sort(Comparator.comparing(Tag::version, Version.PRECEDENCE)
                .reversed()
                .thenComparing(Tag::ref));
    }

    /** The ref of the newest version in a range; of equal ones that of the newest commit. */
    Optional<String> newest(SemverRange range) throws IOException {
        List<Tag> best = new ArrayList<>();
        for (Tag tag : tags) {
            boolean equal = best.isEmpty() || Version.PRECEDENCE.compare(best.get(0).version, tag.version) == 0;
            if (!equal) {
                break;
            }
            if (range.accepts(tag.version)) {
                best.add(tag);
            }
        }
        return best.size() < 2 ? best.stream().map(Tag::ref).findFirst() : Optional.of(latest(best));
    }

    private String latest(List<Tag> equal) throws IOException {
        String latest = equal.get(0).ref;
        int time = Integer.MIN_VALUE;
        try (RevWalk walk = new RevWalk(repository)) {
            for (Tag tag : equal) {
                RevObject object = walk.peel(walk.parseAny(remote.id(tag.ref)));
                if (object instanceof RevCommit commit && commit.getCommitTime() > time) {
                    latest = tag.ref;
                    time = commit.getCommitTime();
                }
            }
        }
        return latest;
    }

    /** A few, for a person. */
    List<String> newestNames() {
        return tags.stream()
                .limit(SHOWN)
                .map(tag -> tag.ref.substring(Constants.R_TAGS.length()))
                .toList();
    }
}
