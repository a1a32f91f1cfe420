package io.jenkins.plugins.continuousdeployment.engine.tag;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image in full, as {@code nginx}, {@code ghcr.io/shop/web:1.2} or {@code localhost:5000/web@sha256:…}
 * give it: Docker Hub is meant where no host is written, and its {@code library} where there is no folder.
 *
 * @param host the registry, with its port where one is written; {@code docker.io} for Docker Hub
 * @param repository the path in it: {@code library/nginx}
 * @param tag where one is written
 * @param digest {@code sha256:…} where one is written
 */
public record ImageName(String host, String repository, Optional<String> tag, Optional<String> digest) {
    /** What is meant where no registry is written. */
    public static final String DOCKER_HUB = "docker.io";

    private static final int LONGEST = 255;
    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
                    + "|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");
    private static final Pattern STEP = Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

    public ImageName {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * Reads a name.
     *
     * @throws RefusedException saying which part of it is wrong, and how it should be
     */
    public static ImageName of(String text) {
        if (text.contains("://")) {
            throw wrong(text, "must not begin with a scheme; drop everything up to ://");
        }
        int at = text.indexOf('@');
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged =
                colon > rest.lastIndexOf('/') && !(colon >= 0 && rest.indexOf('/') < 0 && rest.startsWith("["));
        Optional<String> tag = tagged ? Optional.of(rest.substring(colon + 1)) : Optional.empty();
        String path = tagged ? rest.substring(0, colon) : rest;
        digest.filter(each -> !isDigest(each)).ifPresent(each -> {
            throw wrong(text, "has a digest that is none: sha256: and 64 digits of 0-9a-f must follow the @");
        });
        tag.filter(each -> !isTag(each)).ifPresent(each -> {
            throw wrong(text, "has a tag that is none: " + TAG_RULE);
        });
        int slash = path.indexOf('/');
        boolean hosted = slash >= 0 && namesHost(path.substring(0, slash));
        String host = hosted ? path.substring(0, slash) : DOCKER_HUB;
        String repository = hosted ? path.substring(slash + 1) : path;
        check(text, host, repository);
        boolean official = isDockerHub(host) && repository.indexOf('/') < 0;
        return new ImageName(
                isDockerHub(host) ? DOCKER_HUB : host, official ? "library/" + repository : repository, tag, digest);
    }

    /** How a tag must be, for people. */
    public static final String TAG_RULE =
            "letters, digits, '.', '_' and '-', at most 128 of them, and not '.' or '-' at the beginning";

    private static void check(String text, String host, String repository) {
        if (!HOST.matcher(host).matches()) {
            throw wrong(text, "has a registry that is no host name: " + shown(host));
        }
        if (repository.isEmpty()) {
            throw wrong(text, "names no repository");
        }
        if (repository.length() > LONGEST) {
            throw wrong(text, "is too long: at most " + LONGEST + " characters can be");
        }
        for (String step : repository.split("/", -1)) {
            if (!STEP.matcher(step).matches()) {
                boolean capitals = step.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
                throw wrong(
                        text,
                        (step.isEmpty() ? "has an empty part" : "has a part that can't be: " + shown(step))
                                + (capitals ? "; only small letters can be" : "")
                                + ". Parts are small letters and digits, with '.', '_' or '-' between them");
            }
        }
    }

    /** What stands before the first slash is a host if it could be no folder of Docker Hub's. */
    private static boolean namesHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean isDockerHub(String host) {
        return host.equals(DOCKER_HUB) || host.equals("index.docker.io") || host.equals("registry-1.docker.io");
    }

    /** Whether a text can be a tag, by the grammar of the distribution specification. */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** Whether a text is a digest that can be verified. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    private static RefusedException wrong(String text, String why) {
        return new RefusedException("the image " + shown(text) + " " + why + ".");
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (line.length() > 80 ? line.substring(0, 80) + "…" : line) + "\"";
    }

    /** Host and repository: what is equal for all tags of an image. */
    public String withoutTag() {
        return host + "/" + repository;
    }

    /** Whether both name the same repository of the same registry, whatever their tags. */
    public boolean sameRepository(ImageName other) {
        return host.equals(other.host) && repository.equals(other.repository);
    }

    /** In full: {@code docker.io/library/nginx:1.29}. */
    @Override
    public String toString() {
        return withoutTag()
                + tag.map(text -> ":" + text).orElse("")
                + digest.map(text -> "@" + text).orElse("");
    }
}
