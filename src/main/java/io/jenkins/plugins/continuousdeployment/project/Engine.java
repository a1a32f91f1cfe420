package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Event;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Reconciler;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncDesk;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.render.ToolPaths;
import java.time.Clock;
import java.util.Objects;

/** The engine with what it needs of Jenkins. */
final class Engine implements AutoCloseable {
    private final String instance;
    private final Reconciler reconciler;
    private final AutoCloseable sites;

    <S extends Sites & AutoCloseable> Engine(String instance, S sites, SyncDesk desk, Event.Listener listener) {
        this.instance = instance;
        this.sites = sites;
        this.reconciler = new Reconciler(
                instance,
                new Renderer(ToolPaths.on(Objects.toString(System.getenv("PATH"), "")), RenderLimits.DEFAULT),
                new HealthReader(),
                sites,
                Clock.systemUTC(),
                desk,
                listener);
    }

    /** Whose projects they are. */
    String instance() {
        return instance;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    @Override
    public void close() {
        reconciler.close();
        try {
            sites.close();
        } catch (Exception e) {
            throw new IllegalStateException("the repositories' mirrors can't be closed", e);
        }
    }
}
