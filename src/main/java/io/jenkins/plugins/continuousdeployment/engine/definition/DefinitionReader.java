package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads definitions: strictly, and telling everything that is wrong at once. */
public final class DefinitionReader {
    private static final YamlLimits LIMITS = new YamlLimits(50, 100_000);
    private static final String NAME = "name";

    private final String givenName;

    /** For texts that name their projects. */
    public DefinitionReader() {
        this("");
    }

    /**
     * For a text that belongs to something with a name.
     *
     * @param givenName the name of every definition; a text may repeat it, but not say another; empty for none
     */
    public DefinitionReader(String givenName) {
        this.givenName = Objects.requireNonNull(givenName, "givenName");
    }

    /**
     * Reads all definitions of a text, at least one; empty documents are passed over.
     *
     * @param file the name to know the text by in places
     * @param text YAML, or JSON where the file's name ends in {@code .json}
     * @throws RefusedException naming every problem of all of them, each with its line
     */
    public List<WrittenDefinition> read(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        List<YamlDocument> documents = YamlReader.read(file, text.getBytes(StandardCharsets.UTF_8), LIMITS);
        List<String> texts = DocumentTexts.of(text);
        boolean apart = texts.size() == documents.size();
        List<WrittenDefinition> definitions = new ArrayList<>();
        for (YamlDocument document : documents) {
            if (document.tree() != null) {
                DeploymentDefinition definition = read(document, problems);
                if (definition != null) {
                    definitions.add(new WrittenDefinition(
                            definition, apart ? texts.get(document.number() - 1) : text, document));
                }
            }
        }
        if (definitions.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(Place.of(file), "holds no definition; one begins with the key name"));
        }
        namedOnce(definitions, problems);
        refuse(problems);
        return List.copyOf(definitions);
    }

    /**
     * Reads one definition that has no text, such as flags.
     *
     * @param tree keys and values as YAML has them: maps, lists, texts, booleans, longs
     * @throws RefusedException naming every problem by its key
     */
    public DeploymentDefinition read(Map<String, Object> tree) {
        return tree(RecordForm.DEFINITION, named(tree));
    }

    /** Reads one record that has no text. */
    static <R extends Record> R tree(RecordForm<R> form, Map<String, Object> tree) {
        List<Problem> problems = new ArrayList<>();
        R read = form.read(tree, new Site((key, path) -> null, problems));
        refuse(problems);
        return read;
    }

    private DeploymentDefinition read(YamlDocument document, List<Problem> problems) {
        Site.Places places = (key, path) -> key ? document.placeOfKey(path) : document.placeOf(path);
        Site site = new Site(places, problems);
        if (!(document.tree() instanceof Map<?, ?> map)) {
            site.problem("a definition is a map with keys such as name, source and destinations; this is "
                    + Forms.describe(document.tree()));
            return null;
        }
        if (map.get(NAME) instanceof String name && !givenName.isEmpty() && !name.equals(givenName)) {
            site.child(NAME)
                    .problem("must be left out or be \"" + Site.shown(givenName) + "\", which is given already");
        }
        return RecordForm.DEFINITION.read(named(map), site);
    }

    private Map<String, Object> named(Map<?, ?> tree) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (!givenName.isEmpty()) {
            named.put(NAME, givenName);
        }
        tree.forEach((key, value) -> named.putIfAbsent(String.valueOf(key), value));
        return named;
    }

    /** Two projects of one tracking id would prune each other's objects. */
    private static void namedOnce(List<WrittenDefinition> definitions, List<Problem> problems) {
        Map<String, WrittenDefinition> seen = new HashMap<>();
        for (WrittenDefinition written : definitions) {
            WrittenDefinition first = seen.putIfAbsent(written.definition().effectiveTrackingId(), written);
            if (first != null) {
                problems.add(new Problem(
                        where(written),
                        "the tracking id \"" + Site.shown(written.definition().effectiveTrackingId())
                                + "\" is already in use at " + where(first)));
            }
        }
    }

    private static Place where(WrittenDefinition written) {
        return written.definition().trackingId().isEmpty() ? written.placeOf(NAME) : written.placeOf("trackingId");
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::place, Comparator.nullsLast(Comparator.naturalOrder())));
            throw new RefusedException(problems);
        }
    }
}
