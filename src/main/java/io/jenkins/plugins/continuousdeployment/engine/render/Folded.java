package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keys as Go's JSON decoder matches them to fields: small and capital letters are the same, the long s and the Kelvin sign
 * included (encoding/json, fold.go). Kustomize reads {@code RESOURCES} as {@code resources}.
 */
final class Folded {
    private Folded() {}

    /** A value and the key as it is written. */
    record Entry(String key, Object value) {}

    /** Every value that counts as that of a key. */
    static List<Entry> all(Map<?, ?> map, String key) {
        List<Entry> found = new ArrayList<>();
        map.forEach((written, value) -> {
            if (fold(String.valueOf(written)).equals(fold(key))) {
                found.add(new Entry(String.valueOf(written), value));
            }
        });
        return found;
    }

    /** A key in its plainest form. */
    static String fold(String key) {
        return key.replace('\u017f', 's').replace('\u212a', 'k').toLowerCase(java.util.Locale.ROOT);
    }
}
