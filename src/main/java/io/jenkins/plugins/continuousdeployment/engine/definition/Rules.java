package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What can't be, or not together, although each value by itself could be read. One method a record. */
final class Rules {
    /** An annotation and a ConfigMap carry it; a name with all its folders is far shorter. */
    private static final int LONGEST_NAME = 512;

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    /** {@code user:password@} in an address. */
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@]*:[^/]*@.*");
    /** RFC 1123, as the API server holds it of namespaces. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final List<String> PROTECTED =
            List.of("Namespace", "CustomResourceDefinition", "PersistentVolume", "PersistentVolumeClaim");

    private static final Map<Class<?>, Consumer<Found>> BY_RECORD = Map.of(
            DeploymentDefinition.class, Rules::definition,
            Source.class, Rules::source,
            DestinationSpec.class, Rules::destination,
            ClusterSelector.class, Rules::selector,
            SyncOptions.class, Rules::sync,
            Retry.class, Rules::retry,
            ImagePolicy.class, ImageRules::image,
            TagFilter.class, ImageRules::filter,
            ImageUpdates.class, ImageRules::updates);

    private Rules() {}

    static void check(Class<?> record, Found found) {
        BY_RECORD
                .getOrDefault(record, RenderRules.BY_RECORD.getOrDefault(record, nothing -> {}))
                .accept(found);
    }

    private static void definition(Found found) {
        name(found, "name");
        name(found, "trackingId");
        found.given("displayName", String.class).ifPresent(text -> noControl(found, "displayName", text));
        List<?> destinations = found.given("destinations", List.class).orElse(null);
        if (destinations != null && destinations.isEmpty()) {
            found.at("destinations").problem("is empty; name at least one cluster");
        } else if (destinations != null) {
            noneTwice(destinations, found.at("destinations"), destination -> destination, "");
        }
        if (found.has("imageUpdates") && !found.has("images")) {
            found.at("imageUpdates").problemWithKey("needs images, the policies that say which tags are wanted");
        }
        found.given("images", List.class)
                .ifPresent(images -> noneTwice(
                        (List<?>) images,
                        found.at("images"),
                        image -> ((ImagePolicy) image).policy(),
                        " (a marker names a policy, so each needs a name of its own)"));
    }

    private static void noneTwice(List<?> items, Site list, Function<Object, Object> identity, String why) {
        Map<Object, Site> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Site site = list.child(i);
            Site first = seen.putIfAbsent(identity.apply(items.get(i)), site);
            if (first != null) {
                site.problem("is the same as " + first + line(first.place()) + why);
            }
        }
    }

    /** No two entries of a list that say who they are by the same name. */
    static void noneTwice(Found found, String key, Function<Object, Object> identity) {
        found.given(key, List.class).ifPresent(list -> noneTwice((List<?>) list, found.at(key), identity, ""));
    }

    private static String line(Place place) {
        return place == null || place.line() == 0 ? "" : " in line " + place.line();
    }

    /** Names become tracking ids, which an annotation holds between semicolons. */
    private static void name(Found found, String key) {
        found.given(key, String.class).ifPresent(name -> {
            if (name.isBlank() || !name.equals(name.strip())) {
                found.at(key).problem("must not be empty, nor begin or end with a space");
            } else if (name.length() > LONGEST_NAME) {
                found.at(key).problem("has " + name.length() + " characters; at most " + LONGEST_NAME + " can be");
            } else if (name.indexOf(';') >= 0) {
                found.at(key).problem("must not contain ';', which separates the parts of the tracking annotation");
            } else {
                noControl(found, key, name);
            }
        });
    }

    private static void noControl(Found found, String key, String text) {
        if (CONTROL.matcher(text).find()) {
            found.at(key).problem("must not contain line breaks or other control characters");
        }
    }

    static void notEmpty(Found found, String key) {
        found.given(key, String.class).ifPresent(text -> {
            if (text.isBlank()) {
                found.at(key).problem("must not be empty");
            } else {
                noControl(found, key, text);
            }
        });
    }

    /** What begins like an option would be one to the tools that it is handed to. */
    static void noOption(Found found, String key) {
        notEmpty(found, key);
        found.given(key, String.class).filter(text -> text.startsWith("-")).ifPresent(text -> found.at(key)
                .problem("must not begin with '-'"));
    }

    private static void source(Found found) {
        noOption(found, "repository");
        noOption(found, "revision");
        found.given("repository", String.class)
                .filter(address -> PASSWORD.matcher(address).matches())
                .ifPresent(address -> found.at("repository")
                        .problem("must not carry a password; keep it as a credential and name that in credentialsId"));
        found.given("path", String.class).ifPresent(path -> path(found.at("path"), path));
        if (found.has("kustomize") && found.has("helm")) {
            found.at("helm").problemWithKey("can't stand beside kustomize; one tool renders a path");
        }
    }

    static void path(Site site, String path) {
        if (path.startsWith("/")) {
            site.problem("must be relative to the root of the repository; drop the leading /");
        } else if (List.of(path.split("/", -1)).contains("..")) {
            site.problem("must not contain '..'; a path stays inside its repository");
        } else if (CONTROL.matcher(path).find() || path.indexOf('\\') >= 0) {
            site.problem("must not contain control characters or backslashes; its separator is /");
        }
    }

    private static void destination(Found found) {
        if (found.has("cluster") && found.has("clusters")) {
            found.at("clusters").problemWithKey("can't stand beside cluster; either one cluster or all that fit");
        } else if (!found.has("cluster") && !found.has("clusters")) {
            found.here().problem("names no cluster; give cluster, or clusters with matchLabels");
        }
        notEmpty(found, "cluster");
        namespace(found, "namespace");
    }

    static void namespace(Found found, String key) {
        found.given(key, String.class)
                .filter(namespace -> !NAMESPACE.matcher(namespace).matches())
                .ifPresent(namespace ->
                        found.at(key).problem("is no name of a namespace: small letters, digits and '-', at most 63"));
    }

    private static void selector(Found found) {
        found.given("matchLabels", Map.class)
                .filter(labels -> labels.isEmpty())
                .ifPresent(labels -> found.at("matchLabels").problem("is empty and would mean every cluster"));
    }

    private static void sync(Found found) {
        atLeastASecond(found, "interval");
        atLeastASecond(found, "timeout");
        found.given("deleteKinds", List.class).ifPresent(kinds -> kinds((List<?>) kinds, found.at("deleteKinds")));
        if (found.isTrue("selfHeal") && found.value("automatic", Boolean.class).equals(Optional.of(false))) {
            found.at("selfHeal")
                    .problemWithKey("needs automatic: true; a project that syncs by hand does not heal itself");
        }
    }

    private static void kinds(List<?> kinds, Site list) {
        for (int i = 0; i < kinds.size(); i++) {
            String kind = (String) kinds.get(i);
            if (!PROTECTED.contains(kind)) {
                String near = Nearest.hint(kind, PROTECTED);
                list.child(i)
                        .problem("must be one of " + String.join(", ", PROTECTED)
                                + ", the kinds that stay otherwise, not \"" + Site.shown(kind) + "\""
                                + (near.isEmpty() ? "" : "." + near));
            }
        }
    }

    private static void retry(Found found) {
        found.given("factor", Integer.class).filter(factor -> factor < 1).ifPresent(factor -> found.at("factor")
                .problem("must be 1 or more; waits don't get shorter"));
        found.value("backoff", Duration.class)
                .filter(first -> found.value("maxBackoff", Duration.class)
                        .filter(longest -> first.compareTo(longest) > 0)
                        .isPresent())
                .ifPresent(first -> found.at(found.has("backoff") ? "backoff" : "maxBackoff")
                        .problem("backoff must not be longer than maxBackoff"));
    }

    static void atLeastASecond(Found found, String key) {
        found.given(key, Duration.class)
                .filter(duration -> duration.compareTo(LEAST) < 0)
                .ifPresent(duration -> found.at(key).problem("must be at least 1s"));
    }
}
