package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An image that containers of desired objects run.
 *
 * @param cluster where, by the name that the definition has for it
 * @param image as it is written, {@code registry/shop/web:1.4.2}
 */
public record UsedImage(String cluster, String image) {
    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers", "ephemeralContainers");
    private static final String IMAGE = "image";

    public UsedImage {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(image, "image");
    }

    /**
     * The images of an object, as written: of containers wherever they stand in it, so that kinds that are not built in
     * count too, and of volumes of type {@code image} (KEP-4639).
     */
    static List<String> of(KubeObject object) {
        List<String> found = new ArrayList<>();
        collect(object.body().get("spec"), found);
        collect(object.body().get("template"), found);
        return found;
    }

    private static void collect(Object value, List<String> found) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> {
                if (below instanceof List<?> list && CONTAINERS.contains(key)) {
                    list.forEach(each -> add(each, IMAGE, found));
                } else if (below instanceof List<?> list && "volumes".equals(key)) {
                    list.forEach(
                            each -> add(each instanceof Map<?, ?> one ? one.get(IMAGE) : null, "reference", found));
                }
                collect(below, found);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, found));
        }
    }

    private static void add(Object holder, String key, List<String> found) {
        if (holder instanceof Map<?, ?> map && map.get(key) instanceof String image && !image.isBlank()) {
            found.add(image);
        }
    }
}
