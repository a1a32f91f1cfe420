package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;

/**
 * What the server says there is, as far as it is mirrored.
 *
 * @param refs full names and what they point to, tags not peeled
 * @param head the branch that the server's HEAD names; empty where it names none that exists
 * @param headCommit what HEAD points to; null where the server has no HEAD
 * @param specs which refs were asked for
 */
record RemoteRefs(Map<String, Ref> refs, String head, ObjectId headCommit, List<RefSpec> specs) {
    RemoteRefs {
        refs = Map.copyOf(refs);
        Objects.requireNonNull(head, "head");
        specs = List.copyOf(specs);
    }

    static RemoteRefs of(Collection<Ref> advertised, List<RefSpec> specs) {
        Map<String, Ref> refs = new HashMap<>();
        Ref head = null;
        for (Ref ref : advertised) {
            if (Constants.HEAD.equals(ref.getName())) {
                head = ref;
            } else if (ref.getObjectId() != null && specs.stream().anyMatch(spec -> spec.matchSource(ref.getName()))) {
                refs.put(ref.getName(), ref);
            }
        }
        ObjectId headCommit = head == null ? null : head.getObjectId();
        return new RemoteRefs(refs, branch(head, headCommit, refs), headCommit, specs);
    }

    /** An old server does not say which branch HEAD names: then it is the one that points to the same commit. */
    private static String branch(Ref head, ObjectId commit, Map<String, Ref> refs) {
        if (head == null || commit == null) {
            return "";
        }
        if (head.isSymbolic()) {
            return head.getTarget().getName();
        }
        for (String usual : List.of("refs/heads/main", "refs/heads/master")) {
            if (refs.containsKey(usual) && commit.equals(refs.get(usual).getObjectId())) {
                return usual;
            }
        }
        return "";
    }

    ObjectId id(String name) {
        Ref ref = refs.get(name);
        return ref == null ? null : ref.getObjectId();
    }

    /** Whether these refs were asked for too. */
    boolean covers(List<RefSpec> wanted) {
        return specs.containsAll(wanted);
    }
}
