package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An entry and how it is reached from the root without any link.
 *
 * @param parent the folder it lies in; null for the root
 * @param name its name there; empty for the root
 * @param node the entry
 */
record Spot(Spot parent, String name, Node node) {
    /** As the kernel's own limit: beyond it a chain of links is taken for a loop. */
    private static final int MOST_HOPS = 40;

    Spot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(node, "node");
    }

    static Spot root(Node node) {
        return new Spot(null, "", node);
    }

    /** The path from the root, {@code .} for the root. */
    String path() {
        if (parent == null) {
            return ".";
        }
        return parent.parent == null ? name : parent.path() + "/" + name;
    }

    /** An entry of this folder, or null where there is none. */
    Spot child(String child) {
        Node found = node.children().get(child);
        return found == null ? null : new Spot(this, child, found);
    }

    /** What this entry stands for: itself, or for a link what it leads to. */
    Spot resolved() {
        return node.kind() == Node.Kind.LINK ? parent.follow(List.of(name)) : this;
    }

    /**
     * Walks from this folder, through links, to what they lead to.
     *
     * @throws StrayException where that is nothing inside the tree
     */
    Spot follow(List<String> segments) {
        return follow(segments, link -> {});
    }

    /**
     * The same.
     *
     * @param links is told of every link on the way
     */
    Spot follow(List<String> segments, Consumer<Spot> links) {
        Deque<Step> ahead = new ArrayDeque<>();
        segments.forEach(segment -> ahead.addLast(new Step(segment, null)));
        Spot here = this;
        int hops = 0;
        while (!ahead.isEmpty()) {
            Step step = ahead.removeFirst();
            Spot next = step.from(here);
            if (next.node.kind() != Node.Kind.LINK) {
                here = next;
            } else if (++hops > MOST_HOPS) {
                throw StrayException.loop(next);
            } else {
                links.accept(next);
                Step.before(ahead, next);
            }
        }
        return here;
    }

    /**
     * One name on the way.
     *
     * @param segment the name, {@code .} or {@code ..}
     * @param link the link whose target says so, or null where the path itself does
     */
    private record Step(String segment, Spot link) {
        Spot from(Spot here) {
            if (segment.isEmpty() || ".".equals(segment)) {
                return here;
            }
            if ("..".equals(segment)) {
                if (here.parent == null) {
                    throw StrayException.outside(link);
                }
                return here.parent;
            }
            Spot child = here.child(segment);
            if (child == null) {
                throw StrayException.missing(link, here, segment);
            }
            return child;
        }

        static void before(Deque<Step> ahead, Spot link) {
            String target = link.node.target();
            if (target.startsWith("/")) {
                throw StrayException.outside(link);
            }
            List<String> segments = Arrays.asList(target.split("/"));
            for (int i = segments.size() - 1; i >= 0; i--) {
                ahead.addFirst(new Step(segments.get(i), link));
            }
        }
    }
}
