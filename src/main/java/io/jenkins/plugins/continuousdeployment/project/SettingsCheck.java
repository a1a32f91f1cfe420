package io.jenkins.plugins.continuousdeployment.project;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Plan;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.util.List;
import java.util.Optional;
import net.sf.json.JSONObject;

/** What would happen if the form were saved as it is and then synced: compared, and nothing kept of it. */
final class SettingsCheck {
    private static final int ROWS = 20;

    private SettingsCheck() {}

    /** The answer as a piece of HTML; all that comes from elsewhere is escaped in it. */
    static FormValidation of(ContinuousDeployment project, JSONObject form) {
        try {
            String text = DefinitionForm.text(form, project.getDefinition(), project.getFullName());
            DeploymentDefinition wanted = StoredDefinition.checked(text, project.getFullName(), project.ownTrackingId())
                    .definition()
                    .orElseThrow();
            return told(DeploymentLoop.get().reconciler().preview(wanted, Optional.empty(), Optional.empty()));
        } catch (RefusedException e) {
            return FormValidation.errorWithMarkup(Util.escape(e.getMessage()));
        }
    }

    private static FormValidation told(ProjectState state) {
        ChangeSet changes = state.plan().map(Plan::changes).orElseThrow(() -> new RefusedException(state.message()));
        List<Change> rows = changes.changed();
        StringBuilder html = new StringBuilder("<p>");
        String commit = state.revision().commit();
        html.append(Util.escape(Messages.SettingsCheck_head(
                Revision.shortened(commit),
                Words.of(state.syncStatus()),
                changes.counted().isEmpty() ? Messages.SettingsCheck_nothing() : changes.counted())));
        html.append("</p>");
        if (!rows.isEmpty()) {
            html.append("<table class=\"jenkins-table jenkins-table--small\"><tbody>");
            rows.stream().limit(ROWS).forEach(change -> row(change, html));
            html.append("</tbody></table>");
        }
        if (rows.size() > ROWS) {
            html.append("<p>")
                    .append(Util.escape(Messages.SettingsCheck_more(rows.size() - ROWS)))
                    .append("</p>");
        }
        boolean failed = rows.stream().anyMatch(change -> change.action() == Action.FAILED);
        return failed ? FormValidation.errorWithMarkup(html.toString()) : FormValidation.okWithMarkup(html.toString());
    }

    private static void row(Change change, StringBuilder html) {
        html.append("<tr>");
        for (String cell : List.of(
                change.action().toString(), change.cluster(), change.key().toString(), change.message())) {
            html.append("<td>").append(Util.escape(cell)).append("</td>");
        }
        html.append("</tr>");
    }
}
