package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What stands around a scalar: the object that it belongs to, and the other parts of its image. */
final class Surroundings {
    static final YamlPath KUSTOMIZE_IMAGES = YamlPath.ROOT.then("images");

    private record Spot(int document, YamlPath path) {}

    private final boolean kustomization;
    private final Map<Spot, String> values = new HashMap<>();

    /**
     * Looks at a file.
     *
     * @param kustomization whether its name is that of a kustomization
     */
    Surroundings(YamlLayout layout, boolean kustomization) {
        this.kustomization = kustomization;
        for (YamlPart part : layout.parts()) {
            if (!part.key() && !part.isCollection() && part.kind() != YamlPart.Kind.ALIAS) {
                values.put(new Spot(part.document(), part.path()), part.text().strip());
            }
        }
    }

    /** Whether a value stands in an entry of a kustomization's images. */
    boolean inKustomizeImages(YamlPart part) {
        YamlPath entry = part.path().parent();
        return kustomization && entry != null && KUSTOMIZE_IMAGES.equals(entry.parent());
    }

    /** The innermost object around a scalar: its document, or the item of a list that it stands in. */
    Optional<ObjectKey> object(YamlPart part) {
        for (YamlPath at = part.path(); at != null; at = at.parent()) {
            boolean mayBe = at.isRoot()
                    || (at.step() instanceof Integer
                            && "items".equals(at.parent().step()));
            String kind = mayBe ? value(part, at.then("kind")) : "";
            String name = mayBe ? value(part, at.then("metadata").then("name")) : "";
            if (!kind.isEmpty() && !name.isEmpty()) {
                String version = value(part, at.then("apiVersion"));
                String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
                String namespace = value(part, at.then("metadata").then("namespace"));
                return Optional.of(new ObjectKey(new GroupKind(group, kind), namespace, name));
            }
        }
        return Optional.empty();
    }

    /** The image that the values beside a scalar make, by their keys; parts of which nothing is known are empty. */
    ImageReference beside(YamlPart part) {
        YamlPath map = part.path().parent();
        if (map == null) {
            return new ImageReference("", "", "");
        }
        if (inKustomizeImages(part)) {
            String renamed = value(part, map.then("newName"));
            String name = renamed.isEmpty() ? value(part, map.then("name")) : renamed;
            return new ImageReference(name, value(part, map.then("newTag")), value(part, map.then("digest")));
        }
        String registry = value(part, map.then("registry"));
        String repository = value(part, map.then("repository"));
        String whole = registry.isEmpty() || repository.isEmpty() ? repository : registry + "/" + repository;
        String name = whole.isEmpty() ? value(part, map.then("image")) : whole;
        return new ImageReference(name, value(part, map.then("tag")), value(part, map.then("digest")));
    }

    private String value(YamlPart part, YamlPath path) {
        return values.getOrDefault(new Spot(part.document(), path), "");
    }
}
