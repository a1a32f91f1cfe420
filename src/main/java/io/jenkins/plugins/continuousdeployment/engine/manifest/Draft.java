package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An object on its way from a document to a desired object; its body may still be changed.
 *
 * @param document where it was read
 * @param path the way to it in the document, empty but for items of lists
 * @param body the object
 */
record Draft(YamlDocument document, List<Object> path, Map<String, Object> body) {
    /** Where a value of it is written, or the object itself. */
    Place place(Object... below) {
        return document.placeOf(full(below));
    }

    /** Where the key of a value is written. */
    Place keyPlace(Object... below) {
        return document.placeOfKey(full(below));
    }

    /** An object inside of this one. */
    Draft item(Map<String, Object> item, Object... below) {
        return new Draft(document, List.of(full(below)), item);
    }

    /** The value under a key of {@code metadata}; null where there is none. */
    Object metadata(String key) {
        return body.get("metadata") instanceof Map<?, ?> metadata ? metadata.get(key) : null;
    }

    /** The map under a key of {@code metadata}, to be read and changed; empty where there is none. */
    @SuppressWarnings("unchecked")
    Map<String, Object> metadataMap(String key) {
        return metadata(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }

    /** {@code Deployment shop/web}, as far as it says so itself. */
    String title() {
        List<String> names = new ArrayList<>();
        Stream.of(metadata("namespace"), metadata("name"))
                .filter(String.class::isInstance)
                .forEach(name -> names.add((String) name));
        String kind = body.get("kind") instanceof String text ? text : "object";
        return names.isEmpty() ? kind : kind + " " + String.join("/", names);
    }

    private Object[] full(Object... below) {
        return Stream.concat(path.stream(), Stream.of(below)).toArray();
    }
}
