package io.jenkins.plugins.continuousdeployment.engine.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlComment;
import java.util.Optional;

/**
 * A comment that names a policy.
 *
 * @param comment the comment
 * @param text what it names: a policy, perhaps with a suffix; empty where it could not be read
 * @param fault why it could not be read; empty where it could
 */
record Marker(YamlComment comment, String text, String fault) {
    /** What a file must hold for a marker to be in it. */
    static final String WORD = "$imagepolicy";

    private static final String FORM = "; it reads # {\"$imagepolicy\": \"POLICY\"}, or POLICY:name, :tag or :digest";
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** Reads a comment; nothing where it is no marker, as one is that has other words before the brace. */
    static Optional<Marker> in(YamlComment comment) {
        String json = comment.text().replaceFirst("^#+", "").strip();
        int first = json.indexOf(WORD);
        if (!json.startsWith("{") || first < 0) {
            return Optional.empty();
        }
        if (json.indexOf(WORD, first + 1) > 0) {
            return Optional.of(broken(comment, "two markers stand in one line; give each value a line of its own"));
        }
        try {
            JsonNode name = STRICT.readTree(json).path(WORD);
            return Optional.of(
                    name.isTextual() && !name.textValue().isBlank()
                            ? new Marker(comment, name.textValue(), "")
                            : broken(comment, "the marker names no policy" + FORM));
        } catch (JsonProcessingException e) {
            return Optional.of(broken(comment, "the marker is no JSON" + FORM));
        }
    }

    private static Marker broken(YamlComment comment, String fault) {
        return new Marker(comment, "", fault);
    }
}
