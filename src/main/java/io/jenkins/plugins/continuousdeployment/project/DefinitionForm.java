package io.jenkins.plugins.continuousdeployment.project;

import net.sf.json.JSONObject;

/** The form's fields as a definition's text. */
final class DefinitionForm {
    private DefinitionForm() {}

    static String text(JSONObject form, String before, String name) {
        return form.optString("definition", before);
    }
}
