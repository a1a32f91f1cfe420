package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a project is. Each component is a key of the YAML text and says by its {@link Option} what it means. A
 * definition that {@link DefinitionReader} gave out breaks no rule.
 */
public record DeploymentDefinition(
        @Option(
                required = true,
                help = "The project's name. In Jenkins the item gives it: its full name, folders included.")
        String name,

        @Option(
                help = "Whose objects these are, in every cluster. Rename and move keep it. Set it to take over what"
                        + " an earlier home managed; otherwise it is the name at creation.")
        String trackingId,

        @Option(help = "A name for people, shown instead of the name.")
        String displayName,

        @Option(help = "What the project is for.") String description,

        @Option(required = true, help = "Where the manifests are.")
        Source source,

        @Option(required = true, help = "Where the objects go: one or more.")
        List<DestinationSpec> destinations,

        @Option(help = "When and how to sync.") SyncOptions sync,

        @Option(
                help = "Nothing happens automatically while this stands here: the project compares and shows drift,"
                        + " and a person may sync.")
        Optional<Suspension> suspended,

        @Option(
                byDefault = "keep",
                help = "What becomes of the objects when the item is deleted other than by its own page: `keep`"
                        + " leaves them, `remove` refuses the deletion and names the way that removes them.")
        OnDelete onDelete,

        @Option(
                help = "Rules of the project's own that tell how well objects of some kinds are; looked at before"
                        + " all others.")
        HealthRules health,

        @Option(help = "Images whose tags in Git follow a registry.")
        List<ImagePolicy> images,

        @Option(help = "That images are written to Git as their policies choose them, and how; absent: they are not.")
        Optional<ImageUpdates> imageUpdates) {
    public DeploymentDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(trackingId, "trackingId");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
        destinations = List.copyOf(destinations);
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(suspended, "suspended");
        Objects.requireNonNull(onDelete, "onDelete");
        Objects.requireNonNull(health, "health");
        images = List.copyOf(images);
        Objects.requireNonNull(imageUpdates, "imageUpdates");
    }

    /**
     * The same at another revision.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where it can't be one
     */
    public DeploymentDefinition at(String revision) {
        Map<String, Object> tree = DefinitionWriter.tree(this);
        Map<String, Object> itsSource = DefinitionWriter.block(this, "source");
        itsSource.put("revision", revision);
        tree.put("source", itsSource);
        return new DefinitionReader().read(tree);
    }

    /** The tracking id that holds: the one that is set, else the name. */
    public String effectiveTrackingId() {
        return trackingId.isEmpty() ? name : trackingId;
    }
}
