package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks the desired object, our entry and the live object side by side. Which lists are keyed, which are sets and which
 * values are atomic is told by the entries: {@code k:} and {@code v:} steps, and leaves.
 */
final class ProofWalk {
    private final BuiltIn builtIn;

    /**
     * Walks one object.
     *
     * @param builtIn what is known of the kind
     */
    ProofWalk(BuiltIn builtIn) {
        this.builtIn = builtIn;
    }

    /**
     * One place.
     *
     * @param desired the desired value, may be null
     * @param ours what our entry has from here on
     * @param all what any entry has from here on
     * @param present whether there is a live value
     * @param live the live value, may be null
     */
    record Node(FieldPath path, Object desired, FieldSet ours, FieldSet all, boolean present, Object live) {
        Proof not(Proof.Reason reason) {
            return new Proof.NotProved(reason, path.toString());
        }

        Node at(PathElement step, Object desiredValue, Map<?, ?> liveMap) {
            Object key = step instanceof PathElement.Field field ? field.name() : null;
            return at(step, step, desiredValue, liveMap.containsKey(key), liveMap.get(key));
        }

        Node at(PathElement step, PathElement owned, Object desiredValue, boolean there, Object liveValue) {
            return new Node(path.then(step), desiredValue, ours.child(owned), all.child(owned), there, liveValue);
        }
    }

    private Proof value(Node node) {
        if (nothing(node)) {
            return Proof.holds();
        }
        if (node.ours().isEmpty()) {
            return node.not(Proof.Reason.NOT_OURS);
        }
        if (node.desired() == null) {
            return node.not(Proof.Reason.NULL);
        }
        if (node.ours().leaf()) {
            return leaf(node);
        }
        if (node.desired() instanceof Map<?, ?>) {
            return map(node);
        }
        return node.desired() instanceof List<?> ? new ProofLists(this).list(node) : node.not(Proof.Reason.NOT_OURS);
    }

    /**
     * Whether nothing is desired, nothing is there, and nobody else has anything to do with it. An empty list leaves a
     * trace in our entry only where it is atomic; what else is the same as nothing does.
     */
    private boolean nothing(Node node) {
        boolean othersToo =
                !node.all().isEmpty() && !(node.all().leaf() && node.ours().leaf());
        if (othersToo) {
            return false;
        }
        if (List.of().equals(node.desired()) && List.of().equals(node.live())) {
            return true;
        }
        boolean traced = node.ours().leaf() || List.of().equals(node.desired());
        boolean absent = !node.present() || (node.live() == null && node.desired() == null);
        return traced && absent && builtIn.nothing(node.path(), node.desired());
    }

    /**
     * A scalar, an atomic value, or an empty map. Where anyone owns something further on, the place is no atomic value:
     * our entry has a leaf there because it was empty or null when we applied it.
     */
    Proof leaf(Node node) {
        boolean filled = (node.desired() instanceof Map<?, ?> map && !map.isEmpty())
                || (node.desired() instanceof List<?> list && !list.isEmpty());
        if (filled && !node.all().leaf()) {
            return node.not(Proof.Reason.DOUBTFUL);
        }
        return node.present() && same(node) ? Proof.holds() : node.not(Proof.Reason.OTHER_VALUE);
    }

    private boolean same(Node node) {
        return JsonValues.same(node.desired(), node.live())
                || builtIn.completed(node.path(), node.desired(), node.live());
    }

    /** A map whose fields are owned one by one; others may have added theirs. */
    Proof map(Node node) {
        if (!(node.desired() instanceof Map<?, ?> desired) || !(node.live() instanceof Map<?, ?> live)) {
            return node.not(Proof.Reason.OTHER_VALUE);
        }
        Set<PathElement> met = new HashSet<>();
        for (Map.Entry<?, ?> entry : desired.entrySet()) {
            PathElement step = new PathElement.Field(String.valueOf(entry.getKey()));
            met.add(step);
            Proof proof = value(node.at(step, entry.getValue(), live));
            if (!proof.proved()) {
                return proof;
            }
        }
        return rest(node, met);
    }

    /** Nothing may be left in our entry that is not desired. */
    static Proof rest(Node node, Set<PathElement> met) {
        for (PathElement step : node.ours().children().keySet()) {
            if (!met.contains(step)) {
                return new Proof.NotProved(
                        Proof.Reason.NO_LONGER_DESIRED, node.path().then(step).toString());
            }
        }
        return Proof.holds();
    }
}
