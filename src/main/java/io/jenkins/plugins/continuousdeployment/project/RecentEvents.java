package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.reconcile.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last events of each project, in memory. */
final class RecentEvents {
    private static final int KEPT = 50;
    private final Map<String, Deque<Event>> byProject = new ConcurrentHashMap<>();

    void add(Event event) {
        byProject.compute(event.project(), (name, events) -> {
            Deque<Event> all = events == null ? new ArrayDeque<>() : new ArrayDeque<>(events);
            all.add(event);
            if (all.size() > KEPT) {
                all.remove();
            }
            return all;
        });
    }

    List<Event> of(String project) {
        return List.copyOf(byProject.getOrDefault(project, new ArrayDeque<>()));
    }

    void forget(String project) {
        byProject.remove(project);
    }
}
