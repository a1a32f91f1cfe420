package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks what every object must have: {@code apiVersion}, {@code kind}, and metadata that the API server can decode,
 * which takes no number and no boolean for a string. Names need only fit into a path, as Kubernetes asks of all kinds
 * alike (ValidatePathSegmentName); what a kind asks beyond that the server knows.
 */
final class Identity {
    private static final Pattern API_VERSION = Pattern.compile("([A-Za-z0-9.-]+/)?[A-Za-z0-9.-]+");
    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/%\\s\\p{Cntrl}]{1,1024}");

    private final Draft draft;
    private final Findings findings;

    private Identity(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    /** Notes everything that is wrong, and tells whether nothing is. */
    static boolean check(Draft draft, Findings findings) {
        int before = findings.count();
        new Identity(draft, findings).check();
        return findings.count() == before;
    }

    private void check() {
        word("apiVersion", API_VERSION, "such as v1 or apps/v1");
        word("kind", KIND, "such as ConfigMap");
        Object metadata = draft.body().get("metadata");
        if (metadata == null || metadata instanceof Map) {
            names();
            strings("labels");
            strings("annotations");
        } else {
            wrong(draft.place("metadata"), "metadata is " + Wording.of(metadata) + ", and must be a map");
        }
    }

    private void word(String key, Pattern pattern, String example) {
        Object value = draft.body().get(key);
        if (value == null) {
            wrong(
                    draft.place(key),
                    key + " is missing; a manifest has apiVersion and kind, and a file that is none belongs outside of"
                            + " the path");
        } else if (!(value instanceof String text)) {
            wrong(draft.place(key), key + " is " + Wording.of(value) + ", and must be a string; quote it");
        } else if (!pattern.matcher(text).matches()) {
            wrong(draft.place(key), key + " is " + Wording.of(value) + ", and must be one word " + example);
        }
    }

    private void names() {
        if (draft.metadata("name") == null && !(draft.metadata("generateName") instanceof String)) {
            wrong(draft.place("metadata"), "metadata.name is missing");
        }
        name("name");
        name("namespace");
    }

    private void name(String key) {
        Object value = draft.metadata(key);
        if (value == null || (value.equals("") && key.equals("namespace"))) {
            return;
        }
        Place place = draft.place("metadata", key);
        if (!(value instanceof String text)) {
            wrong(place, "metadata." + key + " is " + Wording.of(value) + ", and must be a string; quote it");
        } else if (!NAME.matcher(text).matches()) {
            wrong(place, "metadata." + key + " can't be a name: it is empty, far too long, or holds blanks, / or %");
        }
    }

    private void strings(String key) {
        Object value = draft.metadata(key);
        if (value != null && !(value instanceof Map)) {
            wrong(draft.place("metadata", key), "metadata." + key + " is " + Wording.of(value) + ", and must be a map");
        }
        draft.metadataMap(key).forEach((name, text) -> {
            if (text != null && !(text instanceof String)) {
                wrong(
                        draft.place("metadata", key, name),
                        "metadata." + key + "." + name + " is " + Wording.of(text)
                                + ", and must be a string; quote it");
            }
        });
    }

    private void wrong(Place place, String message) {
        findings.add(place, draft.title() + ": " + message);
    }
}
