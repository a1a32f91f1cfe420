package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.continuousdeployment.config.DefinitionChoices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A destination as a row of the form shows it: three texts, as they were entered. */
public final class DestinationFields extends AbstractDescribableImpl<DestinationFields> {
    private final String cluster;
    private final String matchLabels;
    private final String namespace;

    /**
     * As entered; what is empty is not said.
     *
     * @param matchLabels such as {@code tier=edge, zone=a}
     */
    @DataBoundConstructor
    public DestinationFields(String cluster, String matchLabels, String namespace) {
        this.cluster = Util.fixNull(cluster).strip();
        this.matchLabels = Util.fixNull(matchLabels).strip();
        this.namespace = Util.fixNull(namespace).strip();
    }

    /** How a destination of a definition's tree is shown. */
    static DestinationFields of(Object tree) {
        Map<?, ?> map = tree instanceof Map<?, ?> there ? there : Map.of();
        Object labels = map.get("clusters") instanceof Map<?, ?> selector ? selector.get("matchLabels") : null;
        return new DestinationFields(
                Objects.toString(map.get("cluster"), ""),
                labels instanceof Map<?, ?> wanted
                        ? wanted.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "))
                        : "",
                Objects.toString(map.get("namespace"), ""));
    }

    /**
     * As it stands in a definition.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where the labels are none
     */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!cluster.isEmpty()) {
            tree.put("cluster", cluster);
        }
        if (!matchLabels.isEmpty()) {
            tree.put("clusters", Map.of("matchLabels", DefinitionChoices.labels(matchLabels)));
        }
        if (!namespace.isEmpty()) {
            tree.put("namespace", namespace);
        }
        return tree;
    }

    /** A configured cluster. */
    public String getCluster() {
        return cluster;
    }

    /** Instead: labels that clusters must have. */
    public String getMatchLabels() {
        return matchLabels;
    }

    /** The namespace of objects that name none. */
    public String getNamespace() {
        return namespace;
    }

    private List<String> texts() {
        return List.of(cluster, matchLabels, namespace);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DestinationFields fields && fields.texts().equals(texts());
    }

    @Override
    public int hashCode() {
        return texts().hashCode();
    }

    /** The part of the form that describes one. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<DestinationFields> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DestinationFields_displayName();
        }

        /** The clusters that the project sees; to whoever may not configure it, the present one. */
        @POST
        public ListBoxModel doFillClusterItems(@AncestorInPath Item item, @QueryParameter String cluster) {
            ListBoxModel choices = new ListBoxModel();
            choices.add(Messages.DestinationFields_byLabels(), "");
            if (item != null && item.hasPermission(Item.CONFIGURE)) {
                DefinitionChoices.clusters(item).forEach(choices::add);
            }
            String present = Util.fixNull(cluster);
            if (choices.stream().noneMatch(each -> each.value.equals(present))) {
                choices.add(present);
            }
            return choices;
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckCluster(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String matchLabels) {
            return FieldCheck.destination(item, new DestinationFields(value, matchLabels, ""));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckMatchLabels(@AncestorInPath Item item, @QueryParameter String value) {
            String none = Util.fixNull(value).isBlank() ? "any" : "";
            return FieldCheck.destination(item, new DestinationFields(none, value, ""));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.destination(item, new DestinationFields("any", "", value));
        }
    }
}
