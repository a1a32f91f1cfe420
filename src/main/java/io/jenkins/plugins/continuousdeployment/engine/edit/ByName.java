package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the images of a file that need no marker: those of containers, and those of a kustomization's {@code images}. */
final class ByName {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");

    private record Entry(int document, YamlPath path) {}

    private final YamlLayout layout;
    private final Surroundings surroundings;
    private final Repositories repositories;
    private final Map<String, ImageReference> targets;
    private final List<Followed> found = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    ByName(
            YamlLayout layout,
            Surroundings surroundings,
            Repositories repositories,
            Map<String, ImageReference> targets) {
        this.layout = layout;
        this.surroundings = surroundings;
        this.repositories = repositories;
        this.targets = targets;
    }

    List<Followed> found() {
        return found;
    }

    /** What would be followed but can't. */
    List<Problem> notes() {
        return notes;
    }

    /**
     * Looks.
     *
     * @param marked scalars that have a marker, which says more
     */
    void find(Set<YamlPart> marked) {
        Map<Entry, Map<String, YamlPart>> entries = new LinkedHashMap<>();
        Map<String, YamlPart> anchors = new LinkedHashMap<>();
        for (YamlPart part : layout.parts()) {
            if (part.anchor() != null) {
                anchors.put(part.document() + "&" + part.anchor(), part);
            }
            if (part.key() || part.isCollection() || part.kind() == YamlPart.Kind.EMPTY) {
                continue;
            }
            if (surroundings.inKustomizeImages(part) && part.path().step() instanceof String key) {
                entries.computeIfAbsent(new Entry(part.document(), part.path().parent()), at -> new LinkedHashMap<>())
                        .put(key, part);
            } else if (isImageOfContainer(part.path()) && !marked.contains(part)) {
                container(part, anchors.get(part.document() + "&" + part.text()));
            }
        }
        Set<YamlPart> withMarker = new HashSet<>(marked);
        entries.values().stream()
                .filter(entry -> entry.values().stream().noneMatch(withMarker::contains))
                .forEach(this::kustomize);
    }

    private static boolean isImageOfContainer(YamlPath path) {
        return "image".equals(path.step())
                && path.parent().step() instanceof Integer
                && path.parent().parent().step() instanceof String list
                && CONTAINERS.contains(list);
    }

    private void container(YamlPart part, YamlPart anchored) {
        boolean alias = part.kind() == YamlPart.Kind.ALIAS;
        YamlPart scalar = alias ? anchored : part;
        repositories.policy(ImageReference.parse(scalar.text().strip())).ifPresent(policy -> {
            if (!alias) {
                found.add(new Followed(part, ImagePart.WHOLE, policy, false));
            } else if (!isImageOfContainer(scalar.path())) {
                note(
                        part,
                        "the image is an alias of line " + scalar.line() + ", which is no image of a container; to have"
                                + " it follow " + policy + ", put a marker there");
            }
        });
    }

    /** The digest wins over the tag for Kustomize, so that a tag alone is not changed beside an old digest. */
    private void kustomize(Map<String, YamlPart> entry) {
        YamlPart any = entry.values().iterator().next();
        repositories.policy(surroundings.beside(any)).ifPresent(policy -> {
            YamlPart tag = scalar(entry.get("newTag"));
            YamlPart digest = scalar(entry.get("digest"));
            ImageReference wanted = targets.get(policy);
            if (tag == null && digest == null) {
                note(any, "the entry has neither a newTag nor a digest to change; add one to have it follow " + policy);
            } else if (digest != null && wanted.digest().isEmpty()) {
                note(digest, "the entry holds a digest, and " + policy + " chose a tag without one; it is left alone");
            } else if (tag != null && wanted.tag().isEmpty()) {
                note(tag, "the entry holds a tag, and " + policy + " chose a digest alone; it is left alone");
            } else {
                add(tag, ImagePart.TAG, policy);
                add(digest, ImagePart.DIGEST, policy);
            }
        });
    }

    private static YamlPart scalar(YamlPart part) {
        return part == null || part.kind() == YamlPart.Kind.ALIAS ? null : part;
    }

    private void add(YamlPart part, ImagePart which, String policy) {
        if (part != null) {
            found.add(new Followed(part, which, policy, false));
        }
    }

    private void note(YamlPart part, String message) {
        notes.add(new Problem(layout.placeOf(part), message));
    }
}
