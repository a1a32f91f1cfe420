package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Discovery;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody may have meant by a kind that a cluster does not serve. */
final class KindHint {
    private KindHint() {}

    /** The end of a sentence, its mark included: other versions of the kind, else kinds of a similar name, else none. */
    static String of(Discovery discovery, GroupKind kind) {
        List<String> versions = discovery.versions(kind);
        if (!versions.isEmpty()) {
            return "; it serves " + kind.kind() + " in "
                    + versions.stream()
                            .map(version -> apiVersion(kind, version))
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        List<String> near = Nearest.to(
                kind.kind(),
                discovery.kinds().stream().map(GroupKind::kind).distinct().toList());
        String meant = discovery.kinds().stream()
                .filter(other -> near.contains(other.kind()))
                .sorted()
                .map(other -> apiVersion(other, discovery.versions(other).get(0)) + " " + other.kind())
                .collect(Collectors.joining(" or "));
        return meant.isEmpty() ? "." : "; did you mean " + meant + "?";
    }

    private static String apiVersion(GroupKind kind, String version) {
        return kind.group().isEmpty() ? version : kind.group() + "/" + version;
    }
}
