package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncCause;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncOrder;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one sync is to do other than the project's settings say. Requests of the loop fold into one; a person's is never
 * merged with another.
 */
public final class SyncRequest extends InvisibleAction implements Queue.QueueAction, Serializable {
    private static final long serialVersionUID = 1;

    private final boolean automatic;
    private final String cause;
    private String revision = "";
    private boolean removal;
    private boolean pruneConfirmed;
    private boolean withoutWaiting;
    private final TreeMap<String, String> options = new TreeMap<>();

    private SyncRequest(boolean automatic, SyncCause cause) {
        this.automatic = automatic;
        this.cause = cause.name();
    }

    /** The loop's. */
    static SyncRequest automatic(SyncCause cause) {
        return new SyncRequest(true, cause);
    }

    /** Somebody's, with the project's own settings. */
    public static SyncRequest asked() {
        return new SyncRequest(false, SyncCause.REQUEST);
    }

    /** The same at another revision. */
    public SyncRequest at(String other) {
        revision = other;
        return this;
    }

    /** The same with another value for a key below {@code sync}, as one would write it in YAML. */
    public SyncRequest with(String key, String value) {
        options.put(key, value);
        return this;
    }

    /** The same with a list for a key below {@code sync}. */
    public SyncRequest with(String key, List<String> values) {
        return with(key, "[" + String.join(",", values) + "]");
    }

    /** The same, ending as soon as everything is applied. */
    public SyncRequest withoutWaiting() {
        withoutWaiting = true;
        return this;
    }

    /** What the project manages goes, and then the project. */
    public SyncRequest removing() {
        removal = true;
        return this;
    }

    /** A person has seen what would be pruned, and agreed. */
    public SyncRequest confirmed() {
        pruneConfirmed = true;
        return this;
    }

    /** Whether the loop asked. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** Another revision than the project's; empty for that one. */
    public String getRevision() {
        return revision;
    }

    /** Whether all objects are to go. */
    public boolean isRemoval() {
        return removal;
    }

    /** Whether it asks for nothing that the project's settings don't allow: what the right to build is enough for. */
    public boolean isWithinSettings() {
        return revision.isEmpty() && options.isEmpty() && !removal && !pruneConfirmed;
    }

    /**
     * The order for the loop.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where an option is none
     */
    SyncOrder order(DeploymentDefinition definition, SyncListener listener) {
        SyncOrder order = SyncOrder.of(SyncCause.valueOf(cause), listener);
        if (!revision.isEmpty()) {
            order = order.at(revision);
        }
        if (!options.isEmpty()) {
            order = order.with(options(definition));
        }
        if (pruneConfirmed) {
            order = order.confirmed();
        }
        if (withoutWaiting) {
            order = order.withoutWaiting();
        }
        return removal ? order.removing() : order;
    }

    private SyncOptions options(DeploymentDefinition definition) {
        Map<String, Object> block = DefinitionWriter.block(definition, "sync");
        options.forEach((key, value) -> block.put(key, value(value)));
        return SyncOptions.of(block);
    }

    private static Object value(String text) {
        if (text.startsWith("[")) {
            String inside = text.substring(1, text.length() - 1);
            return inside.isEmpty() ? List.of() : List.of(inside.split(","));
        }
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : (Object) text;
    }

    @Override
    public boolean shouldSchedule(List<Action> queued) {
        Optional<SyncRequest> other = queued.stream()
                .filter(SyncRequest.class::isInstance)
                .map(SyncRequest.class::cast)
                .findFirst();
        // What has no request of ours is within the settings: somebody pressed the button of every job.
        return other.isPresent() ? !automatic || !other.get().isWithinSettings() : !isWithinSettings();
    }
}
