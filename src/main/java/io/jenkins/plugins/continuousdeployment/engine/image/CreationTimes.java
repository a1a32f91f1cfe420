package io.jenkins.plugins.continuousdeployment.engine.image;

import io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts;
import io.jenkins.plugins.continuousdeployment.engine.registry.ImageMissingException;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When the images behind the tags of one repository were made, for the order {@code newest}. Times are kept by digest,
 * which never changes; a tag may come to mean another image, so the tags looked at longest ago are looked at again. Each
 * look has a budget of requests. As long as some candidate was never looked at, nothing is chosen: the newest might be
 * among those.
 */
public final class CreationTimes {
    /** Requests for one look: a hundred new tags, or three hundred known ones. */
    public static final int BUDGET = 300;

    /** Manifest of the index, manifest, configuration. */
    private static final int NEW_TAG = 3;

    private final ImageName image;
    private final Platform platform;
    private final int budget;
    private final Map<String, Known> byTag = new HashMap<>();
    private final Map<String, Optional<Instant>> byDigest = new HashMap<>();
    private long look;

    /** What a tag led to at a look. */
    private record Known(String digest, long look) {}

    /**
     * For one repository.
     *
     * @param budget how many requests a look may take; see {@link #BUDGET}
     */
    public CreationTimes(ImageName image, Platform platform, int budget) {
        this.image = Objects.requireNonNull(image, "image");
        this.platform = Objects.requireNonNull(platform, "platform");
        this.budget = budget;
    }

    /**
     * Looks at the registry and chooses.
     *
     * @param policy one that needs times
     * @param tags all there are
     * @return without a tag and with a note where the budget is spent before every candidate was looked at
     */
    public synchronized Choice choose(TagPolicy policy, Registry registry, Collection<String> tags) {
        look++;
        List<String> candidates = policy.candidates(tags, new ArrayList<>()).stream()
                .map(Candidate::tag)
                .toList();
        byTag.keySet().retainAll(candidates);
        Set<String> gone = look(registry, candidates);
        byDigest.keySet().retainAll(byTag.values().stream().map(Known::digest).toList());
        long missing = candidates.stream()
                .filter(tag -> !byTag.containsKey(tag) && !gone.contains(tag))
                .count();
        if (missing > 0) {
            return new Choice(
                    Optional.empty(),
                    List.of("The creation times of " + missing + " of " + candidates.size()
                            + " tags are not known yet, since a look takes at most " + budget
                            + " requests; nothing is chosen before all are. A narrower filter needs fewer."));
        }
        return policy.choose(tags.stream().filter(tag -> !gone.contains(tag)).toList(), this::created);
    }

    /** Spends the budget, on tags never looked at first; says which tags are not there any more. */
    private Set<String> look(Registry registry, List<String> candidates) {
        Set<String> gone = new HashSet<>();
        int left = budget;
        List<String> known = byTag.keySet().stream()
                .sorted(Comparator.comparingLong((String tag) -> byTag.get(tag).look()))
                .toList();
        for (String tag : candidates) {
            if (!byTag.containsKey(tag) && left >= NEW_TAG) {
                left -= NEW_TAG;
                learn(registry, tag, gone);
            }
        }
        for (String tag : known) {
            if (left > NEW_TAG) {
                left -= confirm(registry, tag, gone);
            }
        }
        return gone;
    }

    private void learn(Registry registry, String tag, Set<String> gone) {
        try {
            ImageFacts facts = registry.facts(image, tag, platform);
            byDigest.put(facts.digest(), facts.created());
            byTag.put(tag, new Known(facts.digest(), look));
        } catch (ImageMissingException e) {
            // Deleted since the tags were listed.
            byTag.remove(tag);
            gone.add(tag);
        }
    }

    /** How many requests it took to see whether a tag still leads to the same image. */
    private int confirm(Registry registry, String tag, Set<String> gone) {
        try {
            String digest = registry.digest(image, tag);
            if (byDigest.containsKey(digest)) {
                byTag.put(tag, new Known(digest, look));
                return 1;
            }
            learn(registry, tag, gone);
            return 1 + NEW_TAG;
        } catch (ImageMissingException e) {
            byTag.remove(tag);
            gone.add(tag);
            return 1;
        }
    }

    /** When the image behind a tag was made, as far as looks told. */
    public synchronized Optional<Instant> created(String tag) {
        Known known = byTag.get(tag);
        return known == null ? Optional.empty() : byDigest.getOrDefault(known.digest(), Optional.empty());
    }
}
