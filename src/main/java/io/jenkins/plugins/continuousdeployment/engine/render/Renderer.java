package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.definition.HelmOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.KustomizeOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes desired objects of a source, whatever it is: a chart, a kustomization, plain manifests. It remembers what it has
 * rendered, and renders again only when something has changed that could make a difference. Safe for many threads.
 */
public final class Renderer {
    private static final int MOST_OBJECTS = 200_000;

    private final Toolbox toolbox;
    private final RenderLimits limits;
    private final RenderCache cache = new RenderCache(MOST_OBJECTS);
    private Isolation isolation;

    /**
     * Prepares; nothing is run yet.
     *
     * @param tools where Kustomize and Helm are; they are needed only for sources that need them
     */
    public Renderer(ToolPaths tools, RenderLimits limits) {
        this(tools, limits, null);
    }

    /** With an isolation that is known. */
    Renderer(ToolPaths tools, RenderLimits limits, Isolation isolation) {
        this.toolbox = new Toolbox(tools);
        this.limits = limits;
        this.isolation = isolation;
    }

    /**
     * Renders.
     *
     * @param tree the files
     * @param source the path in them, and how to render; its repository and revision are the tree's already
     * @param target what it is rendered for
     * @return the same as before, where nothing has changed that could make a difference
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException naming every problem that can be told: files
     *     that are wrong or missing, what a rendering must not reach, a tool that is missing or fails, a limit
     * @throws java.util.concurrent.CancellationException where the thread is interrupted while a tool runs
     */
    public Manifests render(SourceTree tree, Source source, RenderTarget target) {
        RenderCache.Request request = RenderCache.Request.of(source);
        return cache.find(request, entry -> holds(entry, tree, target))
                .map(RenderCache.Entry::manifests)
                .orElseGet(() -> anew(tree, source, target, request));
    }

    private boolean holds(RenderCache.Entry entry, SourceTree tree, RenderTarget target) {
        return WatchedTree.same(entry.seen(), tree)
                && entry.conditions()
                        .equals(conditions(Tool.valueOf(entry.conditions().get(0)), target));
    }

    /** What besides the source's files decides what comes out; the tool comes first. */
    private List<String> conditions(Tool tool, RenderTarget target) {
        List<String> conditions = new ArrayList<>(List.of(tool.name()));
        switch (tool) {
            case PLAIN -> {}
            case KUSTOMIZE -> conditions.add(toolbox.kustomize().version());
            case HELM -> {
                conditions.add(toolbox.helm().version());
                conditions.addAll(List.of(
                        target.name(),
                        target.namespace(),
                        target.capabilities().get().toString()));
            }
        }
        return conditions;
    }

    private Manifests anew(SourceTree tree, Source source, RenderTarget target, RenderCache.Request request) {
        WatchedTree watched = new WatchedTree(tree);
        Tool.Found found = Tool.of(watched, source);
        Workshop workshop = new Workshop(toolbox, this::isolation, limits);
        PlainRendering plain = new PlainRendering(watched, workshop);
        boolean mixed = found.tool() == Tool.PLAIN && plain.hasKustomizations(found.path());
        List<String> conditions = conditions(mixed ? Tool.KUSTOMIZE : found.tool(), target);
        Manifests manifests =
                switch (found.tool()) {
                    case PLAIN -> plain.of(found.path());
                    case KUSTOMIZE ->
                        new KustomizeRendering(watched, workshop)
                                .of(found.path(), source.kustomize().orElse(KustomizeOptions.NONE));
                    case HELM ->
                        new HelmRendering(watched, workshop)
                                .of(
                                        found.path(),
                                        source.helm().orElse(HelmOptions.NONE),
                                        target,
                                        target.capabilities().get());
                };
        watched.seen().ifPresent(seen -> cache.put(new RenderCache.Entry(request, seen, conditions, manifests)));
        return manifests;
    }

    /** Tried once, when it is needed first. */
    private synchronized Isolation isolation() {
        if (isolation == null) {
            isolation = Isolation.probe(toolbox);
        }
        return isolation;
    }
}
