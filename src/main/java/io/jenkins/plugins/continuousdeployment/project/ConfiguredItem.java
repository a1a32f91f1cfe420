package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Descriptor.FormException;
import hudson.model.Failure;
import hudson.model.ItemGroup;
import hudson.util.AlternativeUiTextProvider;
import hudson.util.FormApply;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.verb.POST;

/** What the configuration form sees of a project: the definition's keys as fields, all taken or none. */
public abstract class ConfiguredItem extends SyncHistory {
    ConfiguredItem(ItemGroup<?> parent, String name) {
        super(parent, name);
    }

    private ContinuousDeployment project() {
        return (ContinuousDeployment) this;
    }

    /** For the form. */
    public DefinitionFields getFields() {
        return DefinitionFields.of(project());
    }

    /** The definition's name for people, where it has one. */
    @Exported
    @Override
    public String getDisplayName() {
        return project().stored().alias().orElseGet(super::getDisplayName);
    }

    @Override
    public String getPronoun() {
        return AlternativeUiTextProvider.get(PRONOUN, this, Messages.ContinuousDeployment_pronoun());
    }

    /** The definition's, so that core's field and page show it. */
    @Override
    public String getDescription() {
        return project()
                .stored()
                .definition()
                .map(DeploymentDefinition::description)
                .orElseGet(super::getDescription);
    }

    /** Core's own way of editing it changes the definition. */
    @Override
    public void setDescription(String text) throws IOException {
        if (project().stored().definition().isPresent()) {
            Optional<Object> value =
                    text == null || text.isBlank() ? Optional.empty() : Optional.of(text.replace("\r\n", "\n"));
            project().edit(Map.of("description", value));
        } else {
            super.setDescription(text);
        }
    }

    /** Core takes some of a form before it asks for the rest: what is wrong is said before anything is taken. */
    @POST
    @Override
    public synchronized void doConfigSubmit(StaplerRequest2 req, StaplerResponse2 rsp)
            throws IOException, ServletException, FormException {
        checkPermission(CONFIGURE);
        submitted(req);
        super.doConfigSubmit(req, rsp);
    }

    /** What the form that was sent says. */
    StoredDefinition submitted(StaplerRequest2 req) throws ServletException, FormException {
        try {
            String text = DefinitionForm.text(req.getSubmittedForm(), project().getDefinition(), getFullName());
            return StoredDefinition.checked(text, getFullName(), project().ownTrackingId());
        } catch (RefusedException e) {
            if (FormApply.isApply(req)) {
                throw new FormException(e.getMessage(), e, "definition");
            }
            // A page of its own keeps the lines: each fault has one.
            throw (Failure) new Failure(e.getMessage(), true).initCause(e);
        }
    }
}
