package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.PushResult;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

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
    private Map<String, String> written = Map.of();
    private Instant filesDue = Instant.EPOCH;
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

    /**
     * Looks at what is due.
     *
     * @param all whether everything is
     */
    synchronized void look(Instant now, boolean all) {
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
        } catch (RuntimeException e) {
            state = state.failed("an error that is not known; please report it: " + e);
        }
        filesDue = now.plus(AGAIN.before(++failures));
    }

    private void write(FileRound round, Instant now) {
        GitSource git = sites.git(definition);
        Edited seen;
        try (SourceTree tree = git.open(git.resolve(FileRound.branch(definition)))) {
            seen = round.edit(tree);
        }
        looks.forEach(look -> look.found(current(seen, look.policy().policy())));
        List<String> pending = seen.places().stream().map(UpdateWords::line).toList();
        String problem = seen.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        List<ImageState> images = looks.stream().map(ImageLook::state).toList();
        state = new UpdateState(
                images,
                pending,
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
                    images, List.of(), pending, result.commit(), result.branch(), now, problem, state.notes());
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

    /** When there is something to do next. */
    synchronized Instant due(Instant now) {
        Instant soonest = now.plus(LONGEST_REST);
        for (ImageLook look : looks) {
            soonest = look.due().isBefore(soonest) ? look.due() : soonest;
        }
        return filesDue.isBefore(soonest) ? filesDue : soonest;
    }
}
