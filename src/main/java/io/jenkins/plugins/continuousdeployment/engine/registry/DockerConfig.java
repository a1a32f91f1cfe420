package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Credentials in the format of Docker's {@code config.json}, as Kubernetes keeps them in Secrets of the type {@code
 * kubernetes.io/dockerconfigjson}. Only what stands in the text counts: programs that it names are refused, not run.
 */
public final class DockerConfig {
    private final Map<String, RegistryCredential> byKey;

    private DockerConfig(Map<String, RegistryCredential> byKey) {
        this.byKey = byKey;
    }

    /**
     * Reads the text.
     *
     * @throws RefusedException where it is of another format, or names programs that hold the credentials
     */
    public static DockerConfig parse(String text) {
        Map<?, ?> tree = tree(text);
        for (String program : new String[] {"credsStore", "credHelpers"}) {
            Object named = tree.get(program);
            if (named != null && !named.equals("") && !named.equals(Map.of())) {
                throw new RefusedException("the Docker configuration keeps its credentials outside (" + program
                        + "), with a program of the machine that wrote it, and no such program is run here. Give one that"
                        + " holds them under auths, as kubectl create secret docker-registry makes it.");
            }
        }
        if (!(tree.get("auths") instanceof Map<?, ?> auths) || auths.isEmpty()) {
            throw new RefusedException("the Docker configuration holds no credentials: there is nothing under auths.");
        }
        Map<String, RegistryCredential> byKey = new LinkedHashMap<>();
        auths.forEach((key, entry) -> byKey.put(normal((String) key), credential((String) key, entry)));
        return new DockerConfig(byKey);
    }

    private static Map<?, ?> tree(String text) {
        try {
            if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (IOException e) {
            // The words of the parser repeat the text, which holds secrets.
        }
        throw new RefusedException(
                "the Docker configuration is no JSON object, such as {\"auths\": {\"ghcr.io\": {…}}}.");
    }

    private static RegistryCredential credential(String key, Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new RefusedException("the Docker configuration has no map for " + key + ".");
        }
        if (text(map, "identitytoken") != null) {
            return new RegistryCredential.Refresh(text(map, "identitytoken"));
        }
        if (text(map, "registrytoken") != null) {
            return new RegistryCredential.Bearer(text(map, "registrytoken"));
        }
        if (text(map, "auth") != null) {
            return decoded(key, text(map, "auth"));
        }
        if (text(map, "username") != null && text(map, "password") != null) {
            return new RegistryCredential.UserPassword(text(map, "username"), text(map, "password"));
        }
        throw new RefusedException(
                "the Docker configuration has neither auth nor username and password for " + key + ".");
    }

    private static RegistryCredential decoded(String key, String auth) {
        try {
            String plain = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon > 0) {
                return new RegistryCredential.UserPassword(
                        plain.substring(0, colon), plain.substring(colon + 1).replaceFirst("\u0000+$", ""));
            }
        } catch (IllegalArgumentException e) {
            // Its words repeat what is secret.
        }
        throw new RefusedException(
                "the Docker configuration has an auth for " + key + " that is not user:password in Base64.");
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    private static String normal(String key) {
        String plain = key.replaceFirst("^[a-z]+://", "").replaceFirst("/(v1|v2)?/?$", "");
        return plain.replaceFirst("^(index|registry-1)\\.docker\\.io", ImageName.DOCKER_HUB);
    }

    /**
     * The credential for an image: of the keys that fit host and path, as Kubernetes reads them, the longest.
     *
     * @throws RefusedException where none fits
     */
    public RegistryCredential credential(ImageName image) {
        return byKey.entrySet().stream()
                .filter(entry -> fits(entry.getKey(), image))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new RefusedException("the Docker configuration has no credential for "
                        + image.withoutTag() + ", only for " + String.join(", ", byKey.keySet()) + "."));
    }

    private static boolean fits(String key, ImageName image) {
        int slash = key.indexOf('/');
        String host = slash < 0 ? key : key.substring(0, slash);
        String path = slash < 0 ? "" : key.substring(slash + 1);
        boolean below = path.isEmpty()
                || image.repository().equals(path)
                || image.repository().startsWith(path + "/");
        // A star stands for one part of a host's name.
        String pattern = Pattern.quote(host).replace("*", "\\E[^.]*\\Q");
        return below
                && Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(image.host())
                        .matches();
    }

    /** The registries, without secrets. */
    @Override
    public String toString() {
        return "credentials for " + Objects.toString(byKey.keySet());
    }
}
