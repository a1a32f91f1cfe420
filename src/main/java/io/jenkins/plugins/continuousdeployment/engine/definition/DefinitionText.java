package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Changes single keys of a definition's text, and leaves what a person wrote around them as it is. */
public final class DefinitionText {
    private static final Pattern TOP = Pattern.compile("[A-Za-z\"']");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(#.*)?");

    private DefinitionText() {}

    /**
     * The text with other values for keys at its top. Comments and order stay wherever the text lets them; a text that
     * stands between braces is written anew.
     *
     * @param text one definition
     * @param name the name of its project
     * @param values by key; empty for none, which takes the key away
     * @throws RefusedException where the text, or what would become of it, is no definition
     */
    public static String with(String text, String name, Map<String, Optional<Object>> values) {
        DefinitionReader reader = new DefinitionReader(name);
        WrittenDefinition before = reader.read("definition", text).get(0);
        Map<String, Object> tree = new LinkedHashMap<>(DefinitionWriter.tree(before.definition()));
        values.forEach(
                (key, value) -> value.ifPresentOrElse(present -> tree.put(key, present), () -> tree.remove(key)));
        DeploymentDefinition wanted = reader.read(tree);
        String edited = text;
        for (Map.Entry<String, Optional<Object>> entry : values.entrySet()) {
            edited = edited(edited, entry.getKey(), entry.getValue());
        }
        return says(edited, reader, wanted) ? edited : canonical(wanted);
    }

    /** The canonical text, without the name, which the project's place gives. */
    public static String canonical(DeploymentDefinition definition) {
        Map<String, Object> tree = DefinitionWriter.tree(definition);
        tree.remove("name");
        return YamlWriter.write(tree);
    }

    private static boolean says(String text, DefinitionReader reader, DeploymentDefinition wanted) {
        try {
            List<WrittenDefinition> read = reader.read("definition", text);
            return read.size() == 1 && read.get(0).definition().equals(wanted);
        } catch (RefusedException e) {
            return false;
        }
    }

    private static String edited(String text, String key, Optional<Object> value) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
        String fresh =
                value.map(present -> YamlWriter.write(Map.of(key, present))).orElse("");
        int begin = 0;
        while (begin < lines.size() && !lines.get(begin).startsWith(key + ":")) {
            begin++;
        }
        if (begin == lines.size()) {
            boolean open = !text.isEmpty() && !text.endsWith("\n");
            return text + (open ? "\n" : "") + fresh;
        }
        int end = begin + 1;
        while (end < lines.size() && !TOP.matcher(lines.get(end)).lookingAt()) {
            end++;
        }
        while (end > begin + 1 && BETWEEN.matcher(lines.get(end - 1).strip()).matches() && atEdge(lines.get(end - 1))) {
            end--;
        }
        lines.subList(begin, end).clear();
        lines.add(begin, fresh);
        return String.join("", lines);
    }

    /** A comment or an empty line that stands at the edge speaks of what follows. */
    private static boolean atEdge(String line) {
        return line.isBlank() || !Character.isWhitespace(line.charAt(0));
    }
}
