package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.PushResult;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images of one project: looked at by one thread at a time. */
final class ProjectImages {
    /** However long the policies' intervals are. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    /** What a server refuses, such as a push to a protected branch, is not asked of it all the time. */
    private static final Retry AGAIN = new Retry(Integer.MAX_VALUE, Duration.ofMinutes(1), 2, Duration.ofHours(1));

    private final DeploymentDefinition definition;
    private final ImageSites sites;
    private final Registries registries;
    private final List<ImageLook> looks;
    private final ReentrantLock turns = new ReentrantLock();
    private Map<String, String> written = Map.of();
    private volatile Instant filesDue = Instant.EPOCH;
    private int failures;
    private volatile UpdateState state = UpdateState.NEW;

    ProjectImages(DeploymentDefinition definition, ImageSites sites, Registries registries) {
        this.definition = definition;
        this.sites = sites;
        this.registries = registries;
        this.looks = definition.images().stream().map(ImageLook::new).toList();
        this.state = UpdateState.NEW.of(looks.stream().map(ImageLook::state).toList());
    }

    DeploymentDefinition definition() {
        return definition;
    }

    UpdateState state() {
        return state;
    }

    /** Whether a policy is about an image, however its host is spelled. */
    boolean watches(ImageName image) {
        return looks.stream().anyMatch(look -> look.isAt(image));
    }

    /**
     * Looks at what is due.
     *
     * @param all whether everything is
     */
    void look(Instant now, boolean all) {
        turn();
        try {
            lookNow(now, all);
        } finally {
            turns.unlock();
        }
    }

    /** An order waits for a look, and a look for an order; either may be told to end meanwhile. */
    private void turn() {
        try {
            turns.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted before its turn").initCause(e);
        }
    }

    private void lookNow(Instant now, boolean all) {
        for (ImageLook look : looks) {
            if (all || !now.isBefore(look.due())) {
                look.look(policy -> registries.of(definition, policy), now);
            }
        }
        state = state.of(looks.stream().map(ImageLook::state).toList());
        Map<String, Chosen> chosen = new LinkedHashMap<>();
        looks.forEach(
                look -> look.chosen().ifPresent(each -> chosen.put(look.policy().policy(), each)));
        Map<String, String> wanted = new LinkedHashMap<>();
        chosen.forEach((policy, each) -> wanted.put(policy, each.text()));
        if (!all && wanted.equals(written) && now.isBefore(filesDue)) {
            return;
        }
        filesDue = now.plus(definition.sync().interval());
        written = Map.copyOf(wanted);
        try {
            write(new FileRound(definition, chosen), now);
            failures = 0;
            return;
        } catch (RefusedException e) {
            state = state.failed(e.getMessage());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            state = state.failed("an error that is not known; please report it: " + e);
        }
        filesDue = now.plus(AGAIN.before(++failures));
    }

    private void write(FileRound round, Instant now) {
        GitSource git = sites.git(definition);
        Edited seen;
        List<String> diff;
        try (SourceTree tree = git.open(git.resolve(FileRound.branch(definition)))) {
            seen = round.edit(tree);
            diff = UpdateWords.diff(tree, seen);
        }
        looks.forEach(look -> look.found(current(seen, look.policy().policy())));
        List<String> pending = seen.places().stream().map(UpdateWords::line).toList();
        String problem = seen.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        List<ImageState> images = looks.stream().map(ImageLook::state).toList();
        state = new UpdateState(
                images,
                pending,
                diff,
                state.written(),
                state.commit(),
                state.branch(),
                state.pushedAt(),
                problem,
                round.notes(seen));
        if (pending.isEmpty() || !mayPush(now)) {
            return;
        }
        PushResult result = git.push(round.order(sites.signingKey(definition)), round::commit);
        if (result.pushed()) {
            state = new UpdateState(
                    images,
                    List.of(),
                    List.of(),
                    pending,
                    result.commit(),
                    result.branch(),
                    now,
                    problem,
                    state.notes());
        }
    }

    private static List<String> current(Edited seen, String policy) {
        return seen.followed().stream()
                .filter(each -> each.policy().equals(policy))
                .map(each -> each.present().toString())
                .distinct()
                .toList();
    }

    private boolean mayPush(Instant now) {
        boolean suspended =
                definition.suspended().filter(each -> each.holds(now)).isPresent();
        return !suspended && definition.imageUpdates().orElseThrow().automatic();
    }

    /**
     * What became of an order.
     *
     * @param written what was written
     * @param before how the images stood
     * @param now how they stand
     */
    record Carried(WrittenImage written, UpdateState before, UpdateState now) {}

    /**
     * Writes a tag, whatever the policies have chosen.
     *
     * @throws RefusedException naming why it is not written; nothing has changed then
     */
    Carried order(ImageOrder order, Instant now) {
        definition.suspended().filter(each -> each.holds(now)).ifPresent(each -> {
            throw new RefusedException("the project " + definition.name() + " is suspended"
                    + (each.by().isEmpty() ? "" : " by " + each.by())
                    + (each.reason().isEmpty() ? "" : " (" + each.reason() + ")")
                    + ", and nothing is written to Git meanwhile. Resume it first.");
        });
        turn();
        try {
            return carryOut(order, now);
        } finally {
            turns.unlock();
        }
    }

    private Carried carryOut(ImageOrder order, Instant now) {
        Taken taken = Taken.of(definition, looks, order);
        Map<String, Chosen> chosen = new LinkedHashMap<>();
        String digest = "";
        for (ImageLook look : taken.looks()) {
            ImageLook.Ordered ordered = ordered(look, order.tag());
            chosen.put(look.policy().policy(), ordered.chosen());
            digest = ordered.digest();
        }
        OrderedRound round = new OrderedRound(definition, chosen);
        PushResult result = round.push(sites.git(definition), sites.signingKey(definition));
        taken.looks().forEach(look -> look.follow(chosen.get(look.policy().policy())));
        UpdateState before = state;
        state = state.of(looks.stream().map(ImageLook::state).toList());
        if (result.pushed()) {
            state = state.pushed(round.lines(), result.commit(), result.branch(), now);
        }
        WrittenImage written = new WrittenImage(
                result.pushed() ? result.commit() : result.parent(),
                result.branch().isEmpty() ? FileRound.branch(definition) : result.branch(),
                result.pushed(),
                result.pushed() ? round.lines() : List.of(),
                taken.looks().get(0).policy().image(),
                order.tag(),
                digest,
                Stream.concat(taken.notes().stream(), round.notes().stream()).toList());
        return new Carried(written, before, state);
    }

    private ImageLook.Ordered ordered(ImageLook look, String tag) {
        try {
            return look.ordered(
                    tag,
                    registries.of(definition, look.policy()),
                    definition.imageUpdates().orElseThrow().automatic());
        } catch (RefusedException e) {
            throw new RefusedException("the image policy " + look.policy().policy() + ": " + e.getMessage(), e);
        }
    }

    /** When there is something to do next. */
    Instant due(Instant now) {
        Instant soonest = now.plus(LONGEST_REST);
        for (ImageLook look : looks) {
            soonest = look.due().isBefore(soonest) ? look.due() : soonest;
        }
        return filesDue.isBefore(soonest) ? filesDue : soonest;
    }
}
