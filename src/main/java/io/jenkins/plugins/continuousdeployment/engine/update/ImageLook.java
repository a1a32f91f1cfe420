package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.image.Choice;
import io.jenkins.plugins.continuousdeployment.engine.image.CreationTimes;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts;
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
import java.util.stream.Stream;

/** One policy, and what was learned of its image so far. What a failed look leaves is what was known before. */
final class ImageLook {
    private final ImagePolicy policy;
    private final ImageName image;
    private final TagPolicy order;
    private final CreationTimes times;
    private Tags known;
    private Optional<Chosen> chosen = Optional.empty();
    private ImageState state;
    private volatile Instant due = Instant.EPOCH;

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
        return tag.map(
                each -> new Chosen(policy, order, each, pinned() ? registry.digest(image, each) : "", times::created));
    }

    /** Whether it is about an image, whatever its tag. */
    boolean isOf(ImageName other) {
        return image.sameRepository(other);
    }

    /** The same where capitals in the host don't count. */
    boolean isAt(ImageName other) {
        return image.repository().equals(other.repository()) && image.host().equalsIgnoreCase(other.host());
    }

    /** Why the policy would never choose a tag, as far as that can be told without the registry; empty where it may. */
    Optional<String> refusal(String tag) {
        // Any time will do.
        return order.refusal(tag, any -> Optional.of(Instant.EPOCH));
    }

    /**
     * What somebody wants in place of what the policy chose.
     *
     * @param tag one that is not refused
     * @param automatic whether the next look would write what the policy prefers
     * @throws RefusedException where the registry does not have it, or the policy would not keep it
     */
    Ordered ordered(String tag, Registry registry, boolean automatic) {
        Function<String, Optional<Instant>> created = times::created;
        String digest;
        if (order.needsTimes()) {
            ImageFacts facts = registry.facts(image, tag, Platform.of(policy.platform()));
            created = each -> each.equals(tag) ? facts.created() : times.created(each);
            digest = facts.digest();
        } else {
            digest = registry.digest(image, tag);
        }
        order.refusal(tag, created).ifPresent(why -> {
            throw new RefusedException(tag + " " + why + ".");
        });
        if (automatic) {
            refuseLesser(tag, registry);
        }
        return new Ordered(new Chosen(policy, order, tag, pinned() ? digest : "", created), digest);
    }

    /**
     * What somebody wants.
     *
     * @param chosen what is to be written
     * @param digest what the registry has behind the tag, written or not
     */
    record Ordered(Chosen chosen, String digest) {}

    private boolean pinned() {
        return policy.digest() || TagOrder.parse(policy.order()) instanceof TagOrder.Fixed;
    }

    /** What the next look would replace. */
    private void refuseLesser(String tag, Registry registry) {
        if (TagOrder.parse(policy.order()) instanceof TagOrder.Fixed) {
            return;
        }
        known = known == null ? registry.tags(image) : registry.tags(image, known);
        // A list may lag behind what was pushed.
        List<String> all =
                Stream.concat(known.list().stream(), Stream.of(tag)).distinct().toList();
        Choice choice = order.needsTimes() ? times.choose(order, registry, all) : order.choose(all);
        choice.tag().filter(best -> !best.equals(tag)).ifPresent(best -> {
            throw new RefusedException(
                    "it prefers " + best + ", which the registry has too, and would write that in place"
                            + " of " + tag + " at its next look. Narrow its filter or order, or write by orders alone"
                            + " (automatic: false under imageUpdates).");
        });
    }

    /** What somebody wanted is in Git: from now on it is what the policy chose, until the next look. */
    void follow(Chosen ordered) {
        chosen = Optional.of(ordered);
        state = told(ordered.text(), state.lookedAt(), state.problem(), state.notes());
    }

    private ImageState told(String latest, Instant now, String problem, List<String> notes) {
        return new ImageState(
                policy.policy(), policy.image(), policy.order(), latest, state.current(), now, problem, notes);
    }
}
