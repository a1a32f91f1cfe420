package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells what becomes of images as events of their projects, and has a project look at Git at once after a push. */
public final class ImageNews implements ImageUpdater.Listener {
    private final Reconciler reconciler;
    private final Event.Listener listener;
    private final Clock clock;

    /**
     * Between both.
     *
     * @param listener hears the events
     */
    public ImageNews(Reconciler reconciler, Event.Listener listener, Clock clock) {
        this.reconciler = Objects.requireNonNull(reconciler, "reconciler");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public void looked(String project, UpdateState before, UpdateState now) {
        if (!now.commit().equals(before.commit())) {
            tell(
                    Event.Kind.IMAGES,
                    project,
                    "pushed " + now.commit() + " to " + now.branch() + ":\n" + String.join("\n", now.written()));
            reconciler.look(project);
        }
        List<String> problems = problems(now);
        problems.removeAll(problems(before));
        if (!problems.isEmpty()) {
            tell(Event.Kind.FAILED, project, String.join("\n", problems));
        }
    }

    private static List<String> problems(UpdateState state) {
        List<String> problems = new ArrayList<>();
        state.images().stream()
                .filter(image -> !image.problem().isEmpty())
                .map(image -> "image " + image.policy() + ": " + image.problem())
                .forEach(problems::add);
        if (!state.problem().isEmpty()) {
            problems.add("images: " + state.problem());
        }
        return problems;
    }

    private void tell(Event.Kind kind, String project, String message) {
        ProjectState state = reconciler.state(project).orElse(ProjectState.NEW);
        listener.on(new Event(
                clock.instant(),
                kind,
                project,
                state.revision(),
                state.syncStatus(),
                state.health(),
                message,
                List.of()));
    }
}
