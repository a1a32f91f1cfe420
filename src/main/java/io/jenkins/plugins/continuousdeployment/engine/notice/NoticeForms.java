package io.jenkins.plugins.continuousdeployment.engine.notice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The forms of notices, each known by keys that no other has. Values of another kind than expected are not there. */
final class NoticeForms {
    private NoticeForms() {}

    /** Paths in the registry; none for what is no push, nothing for a form that nobody knows. */
    static Optional<Set<String>> repositories(Map<?, ?> notice) {
        return Stream.of(distribution(notice), dockerHub(notice), harbor(notice), github(notice), quay(notice))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The envelope of CNCF Distribution: several events, of which reading is one. */
    private static Optional<Set<String>> distribution(Map<?, ?> notice) {
        if (!(notice.get("events") instanceof List<?> events)) {
            return Optional.empty();
        }
        Set<String> repositories = new LinkedHashSet<>();
        for (Object event : events) {
            Map<?, ?> each = map(event);
            if ("push".equals(each.get("action"))) {
                add(repositories, map(each.get("target")).get("repository"));
            }
        }
        return Optional.of(repositories);
    }

    private static Optional<Set<String>> dockerHub(Map<?, ?> notice) {
        Object name = map(notice.get("repository")).get("repo_name");
        return notice.containsKey("push_data") && name instanceof String ? Optional.of(set(name)) : Optional.empty();
    }

    /** Its own format, and that of CloudEvents. */
    private static Optional<Set<String>> harbor(Map<?, ?> notice) {
        boolean own = notice.containsKey("event_data");
        Map<?, ?> data = map(notice.get(own ? "event_data" : "data"));
        if (!(notice.get("type") instanceof String type) || (!own && !type.startsWith("harbor."))) {
            return Optional.empty();
        }
        boolean push = type.equals("PUSH_ARTIFACT") || type.equals("harbor.artifact.pushed");
        return Optional.of(push ? set(map(data.get("repository")).get("repo_full_name")) : Set.of());
    }

    /** Both events that there are of packages, and the one that is sent for a try. */
    private static Optional<Set<String>> github(Map<?, ?> notice) {
        if (notice.containsKey("zen") && notice.containsKey("hook_id")) {
            return Optional.of(Set.of());
        }
        boolean own = notice.get("registry_package") instanceof Map<?, ?>;
        Map<?, ?> item = map(notice.get(own ? "registry_package" : "package"));
        if (item.isEmpty() || !(notice.get("action") instanceof String)) {
            return Optional.empty();
        }
        Set<String> repositories = new LinkedHashSet<>();
        if (item.get("namespace") instanceof String owner && item.get("name") instanceof String name) {
            // People's names may have capitals, images may not.
            repositories.add((owner + "/" + name).toLowerCase(Locale.ROOT));
        }
        // ghcr.io/owner/name:tag
        if (map(item.get("package_version")).get("package_url") instanceof String url && url.indexOf('/') > 0) {
            repositories.add(url.substring(url.indexOf('/') + 1)
                    .replaceFirst(":[^/]*$", "")
                    .toLowerCase(Locale.ROOT));
        }
        return Optional.of(repositories);
    }

    private static Optional<Set<String>> quay(Map<?, ?> notice) {
        return notice.containsKey("updated_tags") && notice.get("repository") instanceof String repository
                ? Optional.of(set(repository))
                : Optional.empty();
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Set<String> set(Object value) {
        Set<String> one = new LinkedHashSet<>();
        add(one, value);
        return one;
    }

    private static void add(Set<String> repositories, Object value) {
        if (value instanceof String text) {
            repositories.add(text);
        }
    }
}
