package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the canonical text of a definition: keys in the order of the records, without what holds anyway. */
public final class DefinitionWriter {
    private DefinitionWriter() {}

    /** The text, which reads back as an equal definition. */
    public static String write(DeploymentDefinition definition) {
        return YamlWriter.write(tree(definition));
    }

    /** The same as a tree of maps, lists, texts, booleans and numbers. */
    public static Map<String, Object> tree(DeploymentDefinition definition) {
        return new LinkedHashMap<>(RecordForm.DEFINITION.write(definition));
    }

    /**
     * A map in that tree, the caller's to change.
     *
     * @param key of the definition's own, such as {@code sync}
     * @return empty where the definition says nothing there
     */
    public static Map<String, Object> block(DeploymentDefinition definition, String key) {
        Map<String, Object> block = new LinkedHashMap<>();
        if (tree(definition).get(key) instanceof Map<?, ?> own) {
            own.forEach((name, value) -> block.put(String.valueOf(name), value));
        }
        return block;
    }
}
