package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An image taken apart for templates, with the names that Flux's {@code ImageRef} has.
 *
 * @param text as it is written
 * @param registry {@code index.docker.io} where it names none
 * @param repository without registry, {@code library/} added where Docker Hub means it
 * @param identifier its tag, or its digest where it has one; {@code latest} where it has neither
 */
record ImageParts(String text, String registry, String repository, String identifier) {
    private static final String DOCKER_HUB = "index.docker.io";

    ImageParts {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(identifier, "identifier");
    }

    static ImageParts of(String image) {
        int at = image.indexOf('@');
        String digest = at < 0 ? "" : image.substring(at + 1);
        String name = at < 0 ? image : image.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        String tag = colon < 0 ? "" : name.substring(colon + 1);
        name = colon < 0 ? name : name.substring(0, colon);
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || "localhost".equals(first);
        String repository = host ? name.substring(slash + 1) : name;
        String registry = host ? first : DOCKER_HUB;
        boolean official = DOCKER_HUB.equals(registry) && !repository.contains("/");
        String identifier = !digest.isEmpty() ? digest : tag.isEmpty() ? "latest" : tag;
        return new ImageParts(image, registry, official ? "library/" + repository : repository, identifier);
    }

    Struct value() {
        String sign = identifier.contains(":") ? "@" : ":";
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Registry", registry);
        fields.put("Repository", repository);
        fields.put("Identifier", identifier);
        fields.put("Name", registry + "/" + repository + sign + identifier);
        fields.put("String", text);
        return new Struct("an image", text, fields);
    }
}
