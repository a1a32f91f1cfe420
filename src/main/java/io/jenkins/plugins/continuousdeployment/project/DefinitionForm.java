package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/** The form's fields as a definition's text. */
final class DefinitionForm {
    private static final String DESTINATIONS = "destinations";

    private DefinitionForm() {}

    /**
     * What is to be stored after the form was sent.
     *
     * @param form what the browser sent
     * @param before the stored text, which stays byte for byte where the form says the same
     * @param name the item's full name
     * @throws RefusedException naming all that is wrong
     */
    static String text(JSONObject form, String before, String name) {
        if (form.has("definition")) {
            // What could not be shown as fields was shown as text.
            return lines(form.getString("definition"));
        }
        return DefinitionEdit.to(before, definition(form, before, name));
    }

    /**
     * What the form says.
     *
     * @throws RefusedException naming all that is wrong
     */
    static DeploymentDefinition definition(JSONObject form, String before, String name) {
        Optional<DeploymentDefinition> stored = DefinitionEdit.read(before, name);
        Map<String, Object> old = stored.map(DefinitionWriter::tree).orElseGet(LinkedHashMap::new);
        Map<String, Object> tree = new LinkedHashMap<>(old);
        tree.put("name", name);
        List<Problem> problems = new ArrayList<>();
        for (FormField field : FormField.all()) {
            if (form.has(field.key())) {
                take(field, form, old, tree, problems);
            }
        }
        tree.put(DESTINATIONS, destinations(form, old, problems));
        return read(tree, name, problems);
    }

    private static void take(
            FormField field,
            JSONObject form,
            Map<String, Object> old,
            Map<String, Object> tree,
            List<Problem> problems) {
        String entered = lines(form.getString(field.key()));
        Optional<Object> present = field.in(old);
        // What nobody touched keeps what the form could not show of it, such as a space at its end.
        if (!entered.equals(String.valueOf(field.shown(present)))) {
            try {
                field.put(tree, field.read(entered));
            } catch (RefusedException e) {
                problems.addAll(e.problems());
            }
        }
    }

    private static DeploymentDefinition read(Map<String, Object> tree, String name, List<Problem> problems) {
        DeploymentDefinition read = null;
        try {
            read = new DefinitionReader(name).read(tree);
        } catch (RefusedException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return read;
    }

    private static List<Object> destinations(JSONObject form, Map<String, Object> old, List<Problem> problems) {
        List<?> before = old.get(DESTINATIONS) instanceof List<?> list ? list : List.of();
        List<Object> destinations = new ArrayList<>();
        if (form.has(DESTINATIONS)) {
            for (Object each : JSONArray.fromObject(form.get(DESTINATIONS))) {
                try {
                    destinations.add(destination((JSONObject) each, before));
                } catch (RefusedException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        return destinations;
    }

    private static Object destination(JSONObject entered, List<?> before) {
        DestinationFields fields = new DestinationFields(
                entered.optString("cluster"), entered.optString("matchLabels"), entered.optString("namespace"));
        return before.stream()
                .filter(each -> DestinationFields.of(each).equals(fields))
                .map(Object.class::cast)
                .findFirst()
                .orElseGet(fields::tree);
    }

    /** As they are stored: a browser sends the line breaks of its own system. */
    private static String lines(String entered) {
        return entered.replace("\r\n", "\n");
    }
}
