package io.jenkins.plugins.continuousdeployment.engine.edit;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image as manifests write it.
 *
 * @param repository the image without tag and digest, as it is spelled; empty where it is not known
 * @param tag empty where there is none
 * @param digest such as {@code sha256:…}; empty where there is none
 */
public record ImageReference(String repository, String tag, String digest) {
    private static final String DOCKER_HUB = "docker.io";
    private static final String WORD = "[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY =
            Pattern.compile("(?:(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?/)?"
                    + WORD + "(?:/" + WORD + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

    public ImageReference {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
    }

    /** Takes {@code repository[:tag][@digest]} apart; whatever is no tag or digest is the repository, right or wrong. */
    public static ImageReference parse(String text) {
        int at = text.indexOf('@');
        String tagged = at < 0 ? text : text.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        return new ImageReference(
                colon < 0 ? tagged : tagged.substring(0, colon),
                colon < 0 ? "" : tagged.substring(colon + 1),
                at < 0 ? "" : text.substring(at + 1));
    }

    /** What keeps this from being an image to write: a repository and at least one of tag and digest are needed. */
    public Optional<String> fault() {
        if (!REPOSITORY.matcher(repository).matches()) {
            return Optional.of(
                    "the image's name is no repository: a registry, if any, and words of small letters and digits between slashes");
        }
        if (!tag.isEmpty() && !TAG.matcher(tag).matches()) {
            return Optional.of("the tag is none: up to 128 letters, digits, and _ . - behind the first");
        }
        if (!digest.isEmpty() && !DIGEST.matcher(digest).matches()) {
            return Optional.of("the digest is none: it reads like sha256: and 64 digits of 0-9a-f");
        }
        return tag.isEmpty() && digest.isEmpty() ? Optional.of("a tag or a digest is missing") : Optional.empty();
    }

    /** Whether both are the same repository: {@code nginx} is {@code docker.io/library/nginx}. */
    public boolean sameRepository(ImageReference other) {
        return fullRepository().equals(other.fullRepository());
    }

    /** The repository with all that Docker leaves out: {@code docker.io/library/nginx}. */
    String fullRepository() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean hasRegistry = first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
        String registry = hasRegistry ? first : DOCKER_HUB;
        String path = hasRegistry ? repository.substring(slash + 1) : repository;
        if (registry.equals("index.docker.io") || registry.equals("registry-1.docker.io")) {
            registry = DOCKER_HUB;
        }
        boolean official = registry.equals(DOCKER_HUB) && !path.contains("/");
        return registry + "/" + (official ? "library/" : "") + path;
    }

    /** {@code repository[:tag][@digest]}. */
    @Override
    public String toString() {
        return repository + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
