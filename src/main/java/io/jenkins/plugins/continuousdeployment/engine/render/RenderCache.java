package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.definition.HelmOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizeOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Renderings and all that they were made of. One counts again as long as nothing of that has changed: what was looked at
 * in the tree, the options, the tool, and for a chart what it is rendered for. The least used ones are forgotten first.
 * Safe for many threads.
 */
final class RenderCache {
    private final int mostObjects;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int objects;

    /**
     * Makes an empty one.
     *
     * @param mostObjects how many objects all renderings may have together
     */
    RenderCache(int mostObjects) {
        this.mostObjects = mostObjects;
    }

    /**
     * What is asked for.
     *
     * @param path where in the tree
     * @param kustomize the options
     * @param helm the options
     */
    record Request(String path, Optional<KustomizeOptions> kustomize, Optional<HelmOptions> helm) {
        static Request of(Source source) {
            return new Request(source.path(), source.kustomize(), source.helm());
        }
    }

    /**
     * One rendering.
     *
     * @param request what was asked for
     * @param seen what was looked at in the tree
     * @param conditions what else it depends on
     * @param manifests what came out
     */
    record Entry(Request request, Map<String, String> seen, List<String> conditions, Manifests manifests) {
        int objects() {
            return manifests.objects().size() + manifests.skipped().size() + 1;
        }
    }

    /** A rendering of what is asked for that still holds; which one does is decided without holding others up. */
    Optional<Entry> find(Request request, Predicate<Entry> holds) {
        Optional<Entry> found = candidates(request).stream().filter(holds).findFirst();
        found.ifPresent(this::used);
        return found;
    }

    private synchronized List<Entry> candidates(Request request) {
        return entries.stream().filter(entry -> entry.request().equals(request)).toList();
    }

    private synchronized void used(Entry entry) {
        if (entries.removeFirstOccurrence(entry)) {
            entries.addFirst(entry);
        }
    }

    synchronized void put(Entry entry) {
        entries.addFirst(entry);
        objects += entry.objects();
        for (Iterator<Entry> oldest = entries.descendingIterator(); objects > mostObjects && oldest.hasNext(); ) {
            objects -= oldest.next().objects();
            oldest.remove();
        }
    }
}
