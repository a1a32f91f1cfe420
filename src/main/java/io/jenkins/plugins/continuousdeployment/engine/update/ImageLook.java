package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.image.Choice;
import io.jenkins.plugins.continuousdeployment.engine.image.CreationTimes;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryUnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.registry.Tags;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import io.jenkins.plugins.continuousdeployment.engine.tag.TagOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One policy, and what was learned of its image so far. What a failed look leaves is what was known before. */
final class ImageLook {
    private final ImagePolicy policy;
    private final ImageName image;
    private final TagPolicy order;
    private final CreationTimes times;
    private Tags known;
    private Optional<Chosen> chosen = Optional.empty();
    private ImageState state;
    private Instant due = Instant.EPOCH;

    ImageLook(ImagePolicy policy) {
        this.policy = policy;
        this.image = ImageName.of(policy.image());
        this.order = TagPolicy.of(policy);
        this.times = new CreationTimes(image, Platform.of(policy.platform()), CreationTimes.BUDGET);
        this.state = new ImageState(
                policy.policy(), policy.image(), policy.order(), "", List.of(), Instant.EPOCH, "", List.of());
    }

    ImagePolicy policy() {
        return policy;
    }

    ImageState state() {
        return state;
    }

    void found(List<String> current) {
        state = state.found(current);
    }

    /** What it chose at the last look that succeeded. */
    Optional<Chosen> chosen() {
        return chosen;
    }

    Instant due() {
        return due;
    }

    /** Asks the registry. */
    void look(Function<ImagePolicy, Registry> registries, Instant now) {
        due = now.plus(policy.interval());
        try {
            List<String> notes = new ArrayList<>();
            chosen = chosen(registries.apply(policy), notes);
            state = told(chosen.map(Chosen::text).orElse(""), now, "", notes);
        } catch (RegistryUnreachableException e) {
            e.notBefore().filter(due::isBefore).ifPresent(later -> due = later);
            state = told(state.latest(), now, e.getMessage(), state.notes());
        } catch (RefusedException e) {
            state = told(state.latest(), now, e.getMessage(), state.notes());
        }
    }

    private Optional<Chosen> chosen(Registry registry, List<String> notes) {
        TagOrder read = TagOrder.parse(policy.order());
        Optional<String> tag;
        if (read instanceof TagOrder.Fixed fixed) {
            tag = Optional.of(fixed.tag());
        } else {
            known = known == null ? registry.tags(image) : registry.tags(image, known);
            Choice choice =
                    order.needsTimes() ? times.choose(order, registry, known.list()) : order.choose(known.list());
            notes.addAll(known.notes());
            notes.addAll(choice.notes());
            tag = choice.tag();
        }
        boolean pinned = policy.digest() || read instanceof TagOrder.Fixed;
        return tag.map(
                each -> new Chosen(policy, order, each, pinned ? registry.digest(image, each) : "", times::created));
    }

    private ImageState told(String latest, Instant now, String problem, List<String> notes) {
        return new ImageState(
                policy.policy(), policy.image(), policy.order(), latest, state.current(), now, problem, notes);
    }
}
