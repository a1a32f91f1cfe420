package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionText;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.WrittenDefinition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes a stored text say something else and keeps, of what a person wrote, all that it can. */
final class DefinitionEdit {
    private DefinitionEdit() {}

    /**
     * The definition of a stored text, as it stands there.
     *
     * @return empty where it is none
     */
    static Optional<DeploymentDefinition> read(String text, String name) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            List<WrittenDefinition> read = new DefinitionReader(name).read("definition", text);
            return read.size() == 1 ? Optional.of(read.get(0).definition()) : Optional.empty();
        } catch (RefusedException e) {
            // Whoever asks replaces it as a whole, or shows what is wrong with it.
            return Optional.empty();
        }
    }

    /**
     * The text that says a definition: the same text where it does already, else with other values for those keys at
     * its top that differ.
     *
     * @param before the stored text; one that is no definition is written anew
     */
    static String to(String before, DeploymentDefinition wanted) {
        Optional<DeploymentDefinition> stored = read(before, wanted.name());
        if (stored.isEmpty()) {
            return DefinitionText.canonical(wanted);
        }
        if (stored.get().equals(wanted)) {
            return before;
        }
        Map<String, Object> old = DefinitionWriter.tree(stored.get());
        Map<String, Object> fresh = DefinitionWriter.tree(wanted);
        Set<String> keys = new LinkedHashSet<>(fresh.keySet());
        keys.addAll(old.keySet());
        Map<String, Optional<Object>> changed = new LinkedHashMap<>();
        for (String key : keys) {
            if (!Objects.equals(old.get(key), fresh.get(key))) {
                changed.put(key, Optional.ofNullable(fresh.get(key)));
            }
        }
        return DefinitionText.with(before, wanted.name(), changed);
    }
}
