package io.jenkins.plugins.continuousdeployment.engine.image;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.definition.TagFilter;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.TagOrder;
import io.jenkins.plugins.continuousdeployment.engine.tag.TagPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which tag of an image is wanted: first the exclusions, then the filter, then the order. As in Flux the order looks at
 * what the filter extracts, of tags with the same extract only the last by bytes counts, and the answer is the tag
 * itself.
 */
public final class TagPolicy {
    private static final int SHOWN = 3;
    /** Whoever builds reproducibly writes a time long gone; the format of archives has none before. */
    private static final Instant NO_TIME = Instant.parse("1980-01-02T00:00:00Z");

    private final TagOrder order;
    private final Optional<TagPattern> filter;
    private final List<TagPattern> exclusions;

    private TagPolicy(TagOrder order, Optional<TagPattern> filter, List<TagPattern> exclusions) {
        this.order = order;
        this.filter = filter;
        this.exclusions = exclusions;
    }

    /**
     * The policy of a definition.
     *
     * @throws RefusedException where order or expressions can't be read; the reader of definitions refuses them with
     *     their lines
     */
    public static TagPolicy of(ImagePolicy policy) {
        return of(policy.order(), policy.filterTags(), policy.exclude());
    }

    /**
     * The same from its parts.
     *
     * @throws RefusedException where one of them can't be read
     */
    public static TagPolicy of(String order, Optional<TagFilter> filter, List<String> exclude) {
        return new TagPolicy(
                TagOrder.parse(order),
                filter.map(each -> TagPattern.of(each.pattern(), each.extract())),
                exclude.stream().map(each -> TagPattern.of(each, "")).toList());
    }

    /** Whether {@link #choose(Collection)} is not enough, since creation times decide. */
    public boolean needsTimes() {
        return order instanceof TagOrder.Newest;
    }

    /**
     * Chooses by the tags alone.
     *
     * @param tags in any order
     * @throws IllegalStateException where creation times decide
     */
    public Choice choose(Collection<String> tags) {
        if (needsTimes()) {
            throw new IllegalStateException("the order newest needs creation times");
        }
        return choose(tags, tag -> Optional.empty());
    }

    /**
     * Chooses.
     *
     * @param tags in any order; what can't be a tag is left out with a note
     * @param created when the image of a tag was made, nothing where unknown; asked for candidates only, and only where
     *     {@link #needsTimes}
     */
    public Choice choose(Collection<String> tags, Function<String, Optional<Instant>> created) {
        List<String> notes = new ArrayList<>();
        List<Candidate> candidates = candidates(tags, notes);
        List<Candidate> odd = new ArrayList<>();
        Ranking<?> ranking = Ranking.of(order, created);
        Optional<Candidate> best = ranking.best(candidates, odd::add);
        if (!odd.isEmpty() && (ranking.told() || best.isEmpty())) {
            notes.add(count(odd.size(), "tag is ", "tags are ") + ranking.oddity() + ": "
                    + shown(odd.stream().map(TagPolicy::described).toList()) + ".");
        }
        if (best.isEmpty()) {
            notes.add(
                    tags.isEmpty()
                            ? "There is no tag at all."
                            : "None of " + count(tags.size(), "tag", "tags") + " is wanted.");
        }
        if (needsTimes()) {
            best.flatMap(each -> created.apply(each.tag()))
                    .filter(time -> time.isBefore(NO_TIME))
                    .ifPresent(time -> notes.add("The newest image says that it was made at " + time
                            + ", as those do that are built reproducibly: choose by another order."));
        }
        return new Choice(best.map(Candidate::tag), notes);
    }

    /** Those that pass exclusions and filter, ordered by the bytes of their tags. */
    List<Candidate> candidates(Collection<String> tags, List<String> notes) {
        Map<String, Candidate> byExtract = new LinkedHashMap<>();
        List<String> none = new ArrayList<>();
        // Tags are ASCII, for which Java's order of texts is that of their bytes.
        for (String tag : tags.stream().sorted().distinct().toList()) {
            if (!ImageName.isTag(tag)) {
                none.add(tag.replaceAll("\\p{Cntrl}", "?"));
            } else {
                candidate(tag).ifPresent(each -> {
                    // A later one takes the place at the end, not that of the earlier.
                    byExtract.remove(each.compared());
                    byExtract.put(each.compared(), each);
                });
            }
        }
        if (!none.isEmpty()) {
            notes.add(count(none.size(), "entry", "entries") + " can't be a tag: " + shown(none) + ".");
        }
        if (filter.isPresent() && byExtract.isEmpty() && !tags.isEmpty()) {
            notes.add("No tag passes the filter " + filter.get() + ".");
        }
        return List.copyOf(byExtract.values());
    }

    private Optional<Candidate> candidate(String tag) {
        if (exclusions.stream().anyMatch(each -> each.accepts(tag))) {
            return Optional.empty();
        }
        return filter.map(each -> each.compared(tag))
                .orElseGet(() -> Optional.of(tag))
                .map(compared -> new Candidate(tag, compared));
    }

    /**
     * Why this policy would never choose a tag, whatever others there are.
     *
     * @param tag as a registry has it
     * @param created as for {@link #choose(Collection, Function)}
     * @return the end of a sentence that begins with the tag; nothing where the policy may choose it
     */
    public Optional<String> refusal(String tag, Function<String, Optional<Instant>> created) {
        Optional<TagPattern> exclusion =
                exclusions.stream().filter(each -> each.accepts(tag)).findFirst();
        if (exclusion.isPresent()) {
            return Optional.of("is left out by the exclusion " + exclusion.get());
        }
        Optional<Candidate> candidate = candidate(tag);
        if (candidate.isEmpty()) {
            return Optional.of("does not pass the filter " + filter.orElseThrow());
        }
        Ranking<?> ranking = Ranking.of(order, created);
        if (ranking.value().apply(candidate.get()).isPresent()) {
            return Optional.empty();
        }
        String compared = candidate.get().compared();
        return Optional.of((compared.equals(tag) ? "" : "(\"" + compared + "\") ") + "is " + ranking.oddity());
    }

    /**
     * What going to a chosen tag is. Judged only where what is there now could have been chosen by the same policy.
     *
     * @param policyImage the image that the policy is about; its tag does not matter
     * @param present what is there now; without a tag nothing can be compared
     * @param chosen what {@link #choose} answered
     * @param created as there
     */
    public Move move(
            ImageName policyImage, ImageName present, String chosen, Function<String, Optional<Instant>> created) {
        if (!policyImage.sameRepository(present) || present.tag().isEmpty()) {
            return Move.FIRST;
        }
        String tag = present.tag().get();
        if (tag.equals(chosen)) {
            return Move.SAME;
        }
        Optional<Candidate> from = candidate(tag);
        Optional<Candidate> to = candidate(chosen);
        return from.isPresent() && to.isPresent() ? Ranking.of(order, created).move(from.get(), to.get()) : Move.FIRST;
    }

    private static String described(Candidate candidate) {
        return candidate.tag().equals(candidate.compared())
                ? candidate.tag()
                : candidate.tag() + " (\"" + candidate.compared() + "\")";
    }

    private static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String shown(List<String> all) {
        String first = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }

    /** The order. */
    @Override
    public String toString() {
        return Objects.toString(order);
    }
}
