package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the images of many projects as their policies choose: those of definitions with {@code imageUpdates}. Each
 * project is looked at by one thread at a time.
 */
public final class ImageUpdater implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final Duration SHORTEST_REST = Duration.ofMillis(500);
    private static final Duration BETWEEN_HINTS = Duration.ofSeconds(2);

    private final ImageSites sites;
    private final Clock clock;
    private final Listener listener;
    private final Registries registries;
    private final ScheduledExecutorService workers;
    private final ExecutorService orders;
    private final Map<String, Watched> watched = new HashMap<>();
    private volatile boolean closed;

    /** Hears how images stand, from many threads. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A look is over.
         *
         * @param project the project's name
         * @param before the state before the look
         * @param now the state after it
         */
        void looked(String project, UpdateState before, UpdateState now);
    }

    /**
     * Nothing is watched before a definition is put.
     *
     * @param sites what names stand for
     */
    public ImageUpdater(ImageSites sites, Clock clock, Listener listener) {
        this.sites = Objects.requireNonNull(sites, "sites");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.registries = new Registries(sites, clock);
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "images-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        this.workers = Executors.newScheduledThreadPool(WORKERS, threads);
        this.orders = Executors.newCachedThreadPool(threads);
    }

    /** A project and its next look. */
    private final class Watched {
        private final ProjectImages images;
        private Future<?> next;
        private boolean looking;
        /** Somebody wants a look that has not begun yet: whatever is said meanwhile, it will see. */
        private boolean wanted;

        private Instant begun = Instant.EPOCH;
        private boolean over;
        private final Set<Future<?>> ordered = new HashSet<>();

        Watched(ProjectImages images) {
            this.images = images;
        }

        private synchronized void after(Duration delay, boolean all) {
            if (!over) {
                if (next != null) {
                    next.cancel(false);
                }
                next = workers.schedule(() -> look(all), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
            }
        }

        /** Looks at everything, now or as soon as the look that is under way is over. */
        synchronized void soon() {
            wanted = true;
            if (!looking) {
                after(Duration.ZERO, true);
            }
        }

        /** The same for a hint: however many there are, each look comes so much after the one before. */
        synchronized void hinted() {
            if (!wanted) {
                wanted = true;
                if (!looking) {
                    after(untilNext(), true);
                }
            }
        }

        private Duration untilNext() {
            return Duration.between(clock.instant(), begun.plus(BETWEEN_HINTS));
        }

        /** Whether somebody wants everything to be looked at. */
        private synchronized boolean begins() {
            boolean all = wanted;
            looking = true;
            wanted = false;
            begun = clock.instant();
            return all;
        }

        private synchronized void ends() {
            looking = false;
            Instant now = clock.instant();
            Duration rest = Duration.between(now, images.due(now));
            if (wanted) {
                after(untilNext(), true);
            } else {
                after(rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest, false);
            }
        }

        private WrittenImage order(ImageOrder order) {
            ProjectImages.Carried carried;
            try {
                carried = images.order(order, clock.instant());
            } catch (RefusedException e) {
                if (closed) {
                    // What is closed under it fails in its own way.
                    throw (CancellationException)
                            new CancellationException("nobody updates images any more").initCause(e);
                }
                throw e;
            }
            listener.looked(images.definition().name(), carried.before(), carried.now());
            soon();
            return carried.written();
        }

        private void look(boolean all) {
            boolean whole = begins() || all;
            UpdateState before = images.state();
            try {
                images.look(clock.instant(), whole);
            } catch (CancellationException e) {
                return;
            } finally {
                ends();
            }
            listener.looked(images.definition().name(), before, images.state());
        }

        /** Ends with all that was ordered, since its settings hold no longer; who ordered it may do so again. */
        synchronized void stop() {
            over = true;
            if (next != null) {
                next.cancel(true);
            }
            ordered.forEach(each -> each.cancel(true));
            ordered.clear();
        }

        synchronized Future<WrittenImage> submit(ImageOrder order) {
            Future<WrittenImage> future = orders.submit(() -> order(order));
            ordered.removeIf(Future::isDone);
            ordered.add(future);
            return future;
        }
    }

    /** Watches the images of these definitions and of no others; one that is as before goes on as it was. */
    public synchronized void keep(Collection<DeploymentDefinition> definitions) {
        Set<String> names = new HashSet<>();
        definitions.forEach(each -> {
            names.add(each.name());
            put(each);
        });
        Set.copyOf(watched.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(this::drop);
    }

    /** Watches the images of a definition, where it wants them to be updated. */
    public synchronized void put(DeploymentDefinition definition) {
        Watched known = watched.get(definition.name());
        if (closed || (known != null && known.images.definition().equals(definition))) {
            return;
        }
        drop(definition.name());
        if (definition.imageUpdates().isPresent()) {
            Watched fresh = new Watched(new ProjectImages(definition, sites, registries));
            watched.put(definition.name(), fresh);
            fresh.soon();
        }
    }

    /** Watches a project's images no more. */
    public synchronized void drop(String name) {
        Watched known = watched.remove(name);
        if (known != null) {
            known.stop();
        }
    }

    /** Looks at the registries of a project and at its files at once, since somebody says that there is something new. */
    public synchronized void look(String name) {
        Watched known = watched.get(name);
        if (known != null) {
            known.soon();
        }
    }

    /**
     * What an image that a definition's objects use says of itself. Asks its registry, and waits for the answer.
     *
     * @param image with a tag or a digest; the digest counts where it has both
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where the registry does not tell
     */
    public ImageFacts facts(DeploymentDefinition definition, ImageName image) {
        String reference = image.digest().or(image::tag).orElse("latest");
        return registries.of(definition, image).facts(image, reference, platform(definition, image));
    }

    private static Platform platform(DeploymentDefinition definition, ImageName image) {
        return definition.images().stream()
                .filter(each -> ImageName.of(each.image()).sameRepository(image))
                .map(each -> Platform.of(each.platform()))
                .findFirst()
                .orElse(Platform.DEFAULT);
    }

    /**
     * Somebody says that something was pushed to these images: the projects that watch any of them look soon, once for
     * all that is said meanwhile.
     *
     * @param images their tags don't matter, nor do capitals in their hosts
     * @return how many projects that are
     */
    public synchronized int lookAt(Collection<ImageName> images) {
        List<Watched> fitting = watched.values().stream()
                .filter(each -> images.stream().anyMatch(each.images::watches))
                .toList();
        fitting.forEach(Watched::hinted);
        return fitting.size();
    }

    /**
     * Writes a tag of an image to Git: edits, commits and pushes as a look does, also where looks only show. It waits for
     * the look that is under way.
     *
     * @param name the project's name
     * @return what was written; to cancel it ends it, and the commit may have arrived then. It fails with a {@link
     *     RefusedException} that says why nothing was written, or with a {@link CancellationException} where this ends or
     *     the project has other settings now
     * @throws RefusedException where no images of that project are watched
     */
    public synchronized Future<WrittenImage> write(String name, ImageOrder order) {
        Watched known = watched.get(name);
        if (known == null) {
            throw new RefusedException("the images of " + name
                    + " are not updated by anybody. Its definition needs imageUpdates, and a policy of the image.");
        }
        return known.submit(order);
    }

    /** How a project's images stand; empty where they are not watched. */
    public synchronized Optional<UpdateState> state(String name) {
        return Optional.ofNullable(watched.get(name)).map(each -> each.images.state());
    }

    /** Ends: what runs is interrupted. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            Set.copyOf(watched.keySet()).forEach(this::drop);
        }
        workers.shutdownNow();
        orders.shutdownNow();
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
            orders.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registries.close();
    }
}
