package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.continuousdeployment.config.CredentialChoices;
import io.jenkins.plugins.continuousdeployment.config.DefinitionChoices;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.OnDelete;
import io.jenkins.plugins.continuousdeployment.engine.definition.PropagationPolicy;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * A definition as the form shows it. What a field is called and which there are says {@link FormField}; the form asks
 * for each by its key.
 */
public final class DefinitionFields extends AbstractDescribableImpl<DefinitionFields> {
    private static final Logger LOGGER = Logger.getLogger(DefinitionFields.class.getName());

    private final Map<String, Object> tree;
    private final String problem;
    private final String text;

    private DefinitionFields(Map<String, Object> tree, String problem, String text) {
        this.tree = tree;
        this.problem = problem;
        this.text = text;
    }

    static DefinitionFields of(ContinuousDeployment project) {
        String text = project.getDefinition();
        Map<String, Object> tree = DefinitionEdit.read(text, project.getFullName())
                .map(DefinitionWriter::tree)
                .orElseGet(Map::of);
        boolean faulty = tree.isEmpty() && !text.isBlank();
        return new DefinitionFields(tree, faulty ? project.stored().problem() : "", text);
    }

    /**
     * What a field shows; Jelly asks for {@code instance[field]} by this.
     *
     * @return null where no field is called so
     */
    public Object get(String key) {
        return FormField.all().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(field -> field.shown(field.in(tree)))
                .orElse(null);
    }

    /** What holds where a field is left empty. */
    public String getDefault(String key) {
        return FormField.of(key).option().byDefault();
    }

    /** Its rows, in their order. */
    public List<DestinationFields> getDestinations() {
        return tree.get("destinations") instanceof List<?> list
                ? list.stream().map(DestinationFields::of).toList()
                : List.of();
    }

    /** Why the stored text can't be shown as fields; empty where it can. */
    public String getProblem() {
        return problem;
    }

    /** The stored text. */
    public String getText() {
        return text;
    }

    /** Whether nothing happens automatically for now. */
    public boolean isSuspended() {
        return tree.containsKey("suspended");
    }

    /** The part of the form that shows one. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<DefinitionFields> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ContinuousDeployment_displayName();
        }

        /** The repositories that the project sees. */
        @POST
        public ComboBoxModel doFillRepositoryItems(@AncestorInPath Item item) {
            return FieldCheck.permitted(item)
                    ? new ComboBoxModel(DefinitionChoices.repositories(item))
                    : new ComboBoxModel();
        }

        /** What may be chosen; to whoever may use none, the present one. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String repository, @QueryParameter String credentialsId) {
            ListBoxModel choices = item == null
                    ? new ListBoxModel()
                    : CredentialChoices.forGit(item, Util.fixNull(repository), credentialsId);
            if (item instanceof ContinuousDeployment project && item.hasPermission(Item.EXTENDED_READ)) {
                // What is stored is never lost only because it can't be found now.
                String stored = String.valueOf(project.getFields().get("credentialsId"));
                if (choices.stream().noneMatch(each -> each.value.equals(stored))) {
                    choices.add(stored);
                }
            }
            return choices;
        }

        /** Branches and tags. Asks the repository's server, with the credential: only for whoever may configure. */
        @POST
        public ComboBoxModel doFillRevisionItems(
                @AncestorInPath Item item, @QueryParameter String repository, @QueryParameter String credentialsId) {
            ComboBoxModel model = new ComboBoxModel();
            String wanted = Util.fixNull(repository).strip();
            if (!FieldCheck.permitted(item) || wanted.isEmpty()) {
                return model;
            }
            Map<String, Object> source = new LinkedHashMap<>(Map.of("repository", wanted));
            if (!Util.fixNull(credentialsId).isBlank()) {
                source.put("credentialsId", credentialsId);
            }
            try {
                GitSource.Offer offer = DefinitionChoices.revisions(item, Source.of(source));
                model.addAll(offer.branches());
                model.addAll(offer.tags());
            } catch (RefusedException | IOException e) {
                // Whoever presses "Check the settings" is told; a list that is not there is no fault.
                LOGGER.log(Level.FINE, e, () -> "no branches of " + wanted);
            }
            return model;
        }

        /** The words there are. */
        @POST
        public ListBoxModel doFillPropagationPolicyItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            if (item != null && item.hasPermission(Item.EXTENDED_READ)) {
                choices.add(Messages.DefinitionFields_foreground(), PropagationPolicy.FOREGROUND.toString());
                choices.add(Messages.DefinitionFields_background(), PropagationPolicy.BACKGROUND.toString());
                choices.add(Messages.DefinitionFields_orphan(), PropagationPolicy.ORPHAN.toString());
            }
            return choices;
        }

        /** The words there are. */
        @POST
        public ListBoxModel doFillOnDeleteItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            if (item != null && item.hasPermission(Item.EXTENDED_READ)) {
                choices.add(Messages.DefinitionFields_keep(), OnDelete.KEEP.toString());
                choices.add(Messages.DefinitionFields_remove(), OnDelete.REMOVE.toString());
            }
            return choices;
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckDisplayName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "displayName", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckTrackingId(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "trackingId", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckRepository(@AncestorInPath Item item, @QueryParameter String value) {
            if (FieldCheck.permitted(item) && Util.fixNull(value).isBlank()) {
                return FormValidation.error(Messages.DefinitionFields_required());
            }
            return FieldCheck.field(item, "repository", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckRevision(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "revision", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckPath(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "path", value);
        }

        /** Checks the block while it is typed; each fault with its line. */
        @POST
        public FormValidation doCheckKustomize(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "kustomize", value);
        }

        /** Checks the block while it is typed; each fault with its line. */
        @POST
        public FormValidation doCheckHelm(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "helm", value);
        }

        /** Checks the block while it is typed; each fault with its line. */
        @POST
        public FormValidation doCheckHealth(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "health", value);
        }

        /** Checks the block while it is typed; each fault with its line. */
        @POST
        public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "images", value);
        }

        /** Checks the block while it is typed; each fault with its line. It needs images. */
        @POST
        public FormValidation doCheckImageUpdates(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String images) {
            return FieldCheck.imageUpdates(item, value, images);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckInterval(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "interval", value);
        }

        /** Self-heal needs automatic sync. */
        @POST
        public FormValidation doCheckSelfHeal(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter boolean automatic) {
            return FieldCheck.field(item, "selfHeal", value, Map.of("automatic", automatic));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckPruneLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "pruneLimit", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckDeleteKinds(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "deleteKinds", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "timeout", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "limit", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckBackoff(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "backoff", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckFactor(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "factor", value);
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckMaxBackoff(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.field(item, "maxBackoff", value);
        }

        /** Compares as the form would have it, saves nothing, and says what a sync would do. */
        @POST
        public HttpResponse doCheckSettings(@AncestorInPath ContinuousDeployment project, StaplerRequest2 request)
                throws ServletException {
            project.checkPermission(Item.CONFIGURE);
            return SettingsCheck.of(project, request.getSubmittedForm());
        }
    }
}
