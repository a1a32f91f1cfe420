package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * One question.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param url at the registry itself
 * @param headers without authorization
 * @param limit how many bytes the answer may have
 * @param image whose repository it is about
 * @param what for messages: {@code the tags of ghcr.io/shop/web}
 */
record Ask(String method, HttpUrl url, Map<String, String> headers, int limit, ImageName image, String what) {
    Ask {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(what, "what");
    }

    static Ask get(HttpUrl url, int limit, ImageName image, String what) {
        return new Ask("GET", url, Map.of(), limit, image, what);
    }

    Ask head() {
        return new Ask("HEAD", url, headers, limit, image, what);
    }

    Ask with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(method, url, more, limit, image, what);
    }
}
