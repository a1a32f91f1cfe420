package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds in manifests and configurations what an image says of itself. */
final class FactReader {
    private static final Set<String> CONFIGS =
            Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

    /** Far beyond what anyone reads; a label may hold a whole file. */
    private static final int LONGEST = 4096;

    private static final int MOST_LABELS = 200;
    private static final int LONGEST_NAME = 256;

    private final Manifests manifests;

    FactReader(Manifests manifests) {
        this.manifests = manifests;
    }

    ImageFacts read(ImageName image, String reference, Platform platform) {
        Manifests.Read top = manifests.read(image, reference);
        if (!(top.tree().get("manifests") instanceof List<?> entries)) {
            return ofManifest(image, top, top.digest(), Optional.empty(), platform);
        }
        // Attestations stand in an index too, for a platform that is none.
        List<Map<?, ?>> images = entries.stream()
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .filter(each -> platform(each.get("platform")).isPresent())
                .toList();
        List<Platform> platforms = images.stream()
                .map(each -> platform(each.get("platform")).orElseThrow())
                .distinct()
                .toList();
        Optional<String> wanted = images.stream()
                .filter(each -> platform.accepts(platform(each.get("platform")).orElseThrow()))
                .map(each -> text(each.get("digest")))
                .filter(ImageName::isDigest)
                .findFirst();
        if (wanted.isEmpty()) {
            return new ImageFacts(top.digest(), Optional.empty(), Map.of(), platforms);
        }
        return ofManifest(image, manifests.read(image, wanted.get()), top.digest(), Optional.of(platforms), platform);
    }

    private ImageFacts ofManifest(
            ImageName image, Manifests.Read manifest, String digest, Optional<List<Platform>> known, Platform wanted) {
        Map<String, String> labels = new TreeMap<>();
        add(manifest.tree().get("annotations"), labels);
        Map<?, ?> descriptor = map(manifest.tree().get("config"));
        String blob = text(descriptor.get("digest"));
        if (!CONFIGS.contains(text(descriptor.get("mediaType"))) || !ImageName.isDigest(blob)) {
            // A chart or another artifact.
            return new ImageFacts(digest, time(labels.get(ImageFacts.CREATED)), labels, known.orElse(List.of()));
        }
        Map<?, ?> config = manifests.blob(image, blob).tree();
        add(map(config.get("config")).get("Labels"), labels);
        List<Platform> platforms =
                known.orElseGet(() -> platform(config).map(List::of).orElse(List.of()));
        boolean meant = known.isPresent() || platforms.isEmpty() || wanted.accepts(platforms.get(0));
        Optional<Instant> created = time(text(config.get("created"))).or(() -> time(labels.get(ImageFacts.CREATED)));
        return new ImageFacts(digest, meant ? created : Optional.empty(), labels, platforms);
    }

    private static Optional<Platform> platform(Object tree) {
        Map<?, ?> map = map(tree);
        String os = text(map.get("os"));
        String architecture = text(map.get("architecture"));
        return os.isEmpty() || architecture.isEmpty() || os.equals("unknown")
                ? Optional.empty()
                : Optional.of(new Platform(cut(os, 40), cut(architecture, 40), cut(text(map.get("variant")), 40)));
    }

    private static void add(Object tree, Map<String, String> labels) {
        map(tree).forEach((key, value) -> {
            String name = text(key);
            if (labels.size() < MOST_LABELS && !name.isEmpty() && name.length() <= LONGEST_NAME) {
                labels.put(plain(name), plain(cut(text(value), LONGEST)));
            }
        });
    }

    private static Optional<Instant> time(String text) {
        try {
            return text == null || text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** Without what a terminal would obey. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
    }

    private static Map<?, ?> map(Object tree) {
        return tree instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Object value) {
        return Objects.requireNonNullElse(value instanceof String text ? text : "", "");
    }
}
