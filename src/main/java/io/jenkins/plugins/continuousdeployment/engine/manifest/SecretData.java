package io.jenkins.plugins.continuousdeployment.engine.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folds a Secret's {@code stringData} into its {@code data}, as the server does when it is given both: what
 * {@code stringData} says counts. Base64 is written in its one canonical form, in which the server gives it back, so that
 * equal values are equal. No message holds a value.
 */
final class SecretData {
    private final Draft draft;
    private final Findings findings;
    private final Map<String, Object> folded = new LinkedHashMap<>();

    private SecretData(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    /** Does it, if the object is a Secret; what can't be decoded is noted. */
    static void fold(Draft draft, Findings findings) {
        boolean secret = "v1".equals(draft.body().get("apiVersion"))
                && "Secret".equals(draft.body().get("kind"));
        if (secret) {
            new SecretData(draft, findings).fold();
        }
    }

    private void fold() {
        read("data");
        read("stringData");
        draft.body().remove("stringData");
        if (folded.isEmpty()) {
            draft.body().remove("data");
        } else {
            draft.body().put("data", folded);
        }
    }

    private void read(String field) {
        Object value = draft.body().get(field);
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> read(field, (String) key, text));
        } else if (value != null) {
            findings.add(
                    draft.place(field),
                    draft.title() + ": " + field + " is " + Wording.kind(value) + ", and must be a map");
        }
    }

    /** Null counts as an empty string, as for the server. */
    private void read(String field, String key, Object value) {
        if (value != null && !(value instanceof String)) {
            wrong(field, key, "is a " + typeOf(value) + ", and must be a string; quote it");
            return;
        }
        String text = value == null ? "" : (String) value;
        if (field.equals("stringData")) {
            folded.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        } else {
            decode(key, text);
        }
    }

    private void decode(String key, String text) {
        String digits = text.replace("\n", "").replace("\r", "");
        try {
            if (digits.length() % 4 != 0) {
                throw new IllegalArgumentException("not padded");
            }
            folded.put(
                    key, Base64.getEncoder().encodeToString(Base64.getDecoder().decode(digits)));
        } catch (IllegalArgumentException e) {
            wrong("data", key, "is no base64; encode it, or move it to stringData");
        }
    }

    private static String typeOf(Object value) {
        return Wording.kind(value).replaceFirst("^(a|the) ", "");
    }

    private void wrong(String field, String key, String message) {
        findings.add(draft.place(field, key), draft.title() + ": " + field + "." + key + " " + message);
    }
}
