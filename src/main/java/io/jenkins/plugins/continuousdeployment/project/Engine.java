package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.config.EngineTools;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Event;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ImageNews;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Reconciler;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncDesk;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater;
import java.time.Clock;

/** The engine with what it needs of Jenkins. */
final class Engine implements AutoCloseable {
    private final String instance;
    private final Reconciler reconciler;
    private final ImageUpdater images;
    private final Surroundings sites;
    private EngineTools tools;
    private Renderer renderer;

    /** What names stand for. */
    interface Surroundings extends Sites, AutoCloseable {
        /** What they stand for where images are updated. */
        ImageSites images();
    }

    Engine(String instance, Surroundings sites, SyncDesk desk, Event.Listener listener) {
        this.instance = instance;
        this.sites = sites;
        this.tools = EngineTools.configured();
        this.renderer = renderer(tools);
        this.reconciler = new Reconciler(
                instance, renderer, HealthReader.with(tools.rules()), sites, Clock.systemUTC(), desk, listener);
        Clock clock = Clock.systemUTC();
        this.images = new ImageUpdater(sites.images(), clock, new ImageNews(reconciler, listener, clock));
    }

    private static Renderer renderer(EngineTools tools) {
        return new Renderer(tools.paths(), RenderLimits.DEFAULT);
    }

    /** Goes on with what is configured now, where that is something else. What was rendered is kept if it can be. */
    synchronized void adapt() {
        EngineTools now = EngineTools.configured();
        if (now.equals(tools)) {
            return;
        }
        if (!now.paths().equals(tools.paths())) {
            renderer = renderer(now);
        }
        tools = now;
        reconciler.use(renderer, HealthReader.with(now.rules()));
    }

    /** Whose projects they are. */
    String instance() {
        return instance;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    ImageUpdater images() {
        return images;
    }

    @Override
    public void close() {
        images.close();
        reconciler.close();
        try {
            sites.close();
        } catch (Exception e) {
            throw new IllegalStateException("the repositories' mirrors can't be closed", e);
        }
    }
}
