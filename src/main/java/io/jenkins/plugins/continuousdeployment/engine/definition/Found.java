package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Map;
import java.util.Optional;

/** What was read of one map, for {@link Rules}. What could not be read is absent: it has its problem already. */
final class Found {
    private final Site site;
    private final Map<?, ?> written;
    private final Map<String, Object> values;

    Found(Site site, Map<?, ?> written, Map<String, Object> values) {
        this.site = site;
        this.written = written;
        this.values = values;
    }

    /** Whether the key is written, well or not. */
    boolean has(String key) {
        return written.containsKey(key);
    }

    /** The value that holds: the written one or the default. */
    <T> Optional<T> value(String key, Class<T> type) {
        return Optional.ofNullable(type.cast(values.get(key)));
    }

    /** The value of a key that is written. */
    <T> Optional<T> given(String key, Class<T> type) {
        return has(key) ? value(key, type) : Optional.empty();
    }

    boolean isTrue(String key) {
        return value(key, Boolean.class).orElse(false);
    }

    /** The spot of a key. */
    Site at(String key) {
        return site.child(key);
    }

    /** The spot of the map itself. */
    Site here() {
        return site;
    }
}
