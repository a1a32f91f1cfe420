package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeclaredOption;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An option of the definition as a field of the form: shown as text or as a box to tick, and read back as what stands in
 * YAML. Whether it is right the engine's reader says, not this. Blocks with parts of their own are YAML.
 *
 * @param option what the definition's records declare
 */
record FormField(DeclaredOption option) {
    private static final YamlLimits LIMITS = new YamlLimits(50, 100_000);
    /** The maps whose keys are fields; {@code ""} is the definition itself. */
    private static final Set<String> MAPS = Set.of("", "source", "sync", "sync.retry");
    /** Given by the item; rows of their own; changed by an operation of its own. */
    private static final Set<String> OTHERWISE = Set.of("name", "destinations", "suspended");

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    /** Every field, in the order of the records. */
    static List<FormField> all() {
        return DeclaredOption.all().stream()
                .filter(option -> MAPS.contains(parent(option.path())))
                .filter(option -> !MAPS.contains(option.path()) && !OTHERWISE.contains(option.path()))
                .map(FormField::new)
                .toList();
    }

    /**
     * The field of a key; no two maps share one.
     *
     * @throws IllegalArgumentException where there is none
     */
    static FormField of(String key) {
        return all().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field " + key));
    }

    private static String parent(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    /** Its name in the form. */
    String key() {
        return option.key();
    }

    boolean isFlag() {
        return option.type().equals("`true` or `false`");
    }

    /** Whether it is a block that is written as YAML. */
    boolean isYaml() {
        return option.type().equals("map")
                || option.type().startsWith("list of maps")
                || option.type().equals("list of rules");
    }

    private boolean isWords() {
        return option.type().equals("list of text");
    }

    private boolean mayBeCount() {
        return option.type().equals("whole number") || option.type().equals("count or percentage");
    }

    /** The value in a definition's tree. */
    Optional<Object> in(Map<String, Object> tree) {
        Object at = tree;
        for (String step : option.path().split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return Optional.ofNullable(at);
    }

    /** Puts a value into a definition's tree; one that is empty takes the key out. */
    @SuppressWarnings("unchecked") // the maps on the way are ours
    void put(Map<String, Object> tree, Optional<Object> value) {
        Map<String, Object> at = tree;
        String[] steps = option.path().split("\\.");
        for (String step : Arrays.copyOf(steps, steps.length - 1)) {
            Map<String, Object> next = new LinkedHashMap<>();
            if (at.get(step) instanceof Map<?, ?> there) {
                next.putAll((Map<String, Object>) there);
            }
            at.put(step, next);
            at = next;
        }
        if (value.isPresent()) {
            at.put(key(), value.get());
        } else {
            at.remove(key());
        }
    }

    /** What the form shows for a value: a {@link Boolean} for a box to tick, else text, empty for none. */
    Object shown(Optional<Object> value) {
        if (isFlag()) {
            return value.orElse(Boolean.valueOf(option.byDefault()));
        }
        return value.map(this::text).orElse("");
    }

    private String text(Object value) {
        if (isYaml()) {
            return yaml(value);
        }
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    private static String yaml(Object value) {
        if (value instanceof Map<?, ?> map) {
            return YamlWriter.write(named(map));
        }
        // The writer writes maps: what stands below a key of one, moved to the edge.
        return YamlWriter.write(Map.of("list", value)).replaceFirst("^list:\\s*\n?", "");
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    /**
     * What a text that was entered means.
     *
     * @return empty where nothing was
     * @throws RefusedException where YAML is none, with its line
     */
    Optional<Object> read(String entered) {
        if (entered.isBlank()) {
            return Optional.empty();
        }
        if (isYaml()) {
            return tree(entered);
        }
        String word = entered.strip();
        if (isFlag()) {
            return Optional.of(Boolean.valueOf(word));
        }
        if (mayBeCount() && COUNT.matcher(word).matches()) {
            return Optional.of(Long.valueOf(word));
        }
        return Optional.of(isWords() ? List.of(word.split("[,\\s]+")) : key().equals("description") ? entered : word);
    }

    private Optional<Object> tree(String entered) {
        List<YamlDocument> documents = YamlReader.read(key(), entered.getBytes(StandardCharsets.UTF_8), LIMITS).stream()
                .filter(document -> document.tree() != null)
                .toList();
        if (documents.size() > 1) {
            throw new RefusedException(
                    key() + " is one block of YAML; this is " + documents.size() + ", parted by lines of ---.");
        }
        return documents.stream().findFirst().map(YamlDocument::tree);
    }
}
