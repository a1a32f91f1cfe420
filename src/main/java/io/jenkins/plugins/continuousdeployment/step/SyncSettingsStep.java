package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that syncs, perhaps with settings of its own. What is null holds as the project's settings say. */
public abstract class SyncSettingsStep extends DeploymentStep {
    private final TreeMap<String, Object> settings = new TreeMap<>();

    SyncSettingsStep(@CheckForNull String project) {
        super(project);
    }

    /** What is not as the project says, by the keys under {@code sync}. */
    final Map<String, Object> settings() {
        return Map.copyOf(settings);
    }

    private void put(String key, @CheckForNull Object value) {
        if (value == null) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
    }

    private Boolean flag(String key) {
        return (Boolean) settings.get(key);
    }

    private String text(String key) {
        return (String) settings.get(key);
    }

    /** Whether managed objects are deleted that Git no longer has. */
    @CheckForNull
    public final Boolean getPrune() {
        return flag("prune");
    }

    @DataBoundSetter
    public final void setPrune(@CheckForNull Boolean prune) {
        put("prune", prune);
    }

    /** Whether a rendering without any object may prune everything. */
    @CheckForNull
    public final Boolean getAllowEmpty() {
        return flag("allowEmpty");
    }

    @DataBoundSetter
    public final void setAllowEmpty(@CheckForNull Boolean allowEmpty) {
        put("allowEmpty", allowEmpty);
    }

    /** Whether the destination's namespace is made where it is missing. */
    @CheckForNull
    public final Boolean getCreateNamespace() {
        return flag("createNamespace");
    }

    @DataBoundSetter
    public final void setCreateNamespace(@CheckForNull Boolean createNamespace) {
        put("createNamespace", createNamespace);
    }

    /** Whether fields that the cluster does not know are left out. */
    @CheckForNull
    public final Boolean getSkipSchemaValidation() {
        return flag("skipSchemaValidation");
    }

    @DataBoundSetter
    public final void setSkipSchemaValidation(@CheckForNull Boolean skipSchemaValidation) {
        put("skipSchemaValidation", skipSchemaValidation);
    }

    /** Whether pruning waits for everything else. */
    @CheckForNull
    public final Boolean getPruneLast() {
        return flag("pruneLast");
    }

    @DataBoundSetter
    public final void setPruneLast(@CheckForNull Boolean pruneLast) {
        put("pruneLast", pruneLast);
    }

    /** Whether only objects that differ are sent. */
    @CheckForNull
    public final Boolean getApplyOutOfSyncOnly() {
        return flag("applyOutOfSyncOnly");
    }

    @DataBoundSetter
    public final void setApplyOutOfSyncOnly(@CheckForNull Boolean applyOutOfSyncOnly) {
        put("applyOutOfSyncOnly", applyOutOfSyncOnly);
    }

    /** What becomes of the dependents of a deleted object. */
    @CheckForNull
    public final String getPropagationPolicy() {
        return text("propagationPolicy");
    }

    @DataBoundSetter
    public final void setPropagationPolicy(@CheckForNull String propagationPolicy) {
        put("propagationPolicy", Util.fixEmptyAndTrim(propagationPolicy));
    }

    /** Whether whole objects are replaced. */
    @CheckForNull
    public final Boolean getReplace() {
        return flag("replace");
    }

    @DataBoundSetter
    public final void setReplace(@CheckForNull Boolean replace) {
        put("replace", replace);
    }

    /** Whether what can't be changed may be deleted and made again. */
    @CheckForNull
    public final Boolean getForce() {
        return flag("force");
    }

    @DataBoundSetter
    public final void setForce(@CheckForNull Boolean force) {
        put("force", force);
    }

    /** How many objects may be pruned, a count or a percentage. */
    @CheckForNull
    public final String getPruneLimit() {
        return text("pruneLimit");
    }

    @DataBoundSetter
    public final void setPruneLimit(@CheckForNull String pruneLimit) {
        put("pruneLimit", Util.fixEmptyAndTrim(pruneLimit));
    }

    /** Which protected kinds may be deleted. */
    @CheckForNull
    @SuppressWarnings("unchecked") // what the setter takes
    public final List<String> getDeleteKinds() {
        return (List<String>) settings.get("deleteKinds");
    }

    @DataBoundSetter
    public final void setDeleteKinds(@CheckForNull List<String> deleteKinds) {
        put("deleteKinds", deleteKinds == null ? null : List.copyOf(deleteKinds));
    }

    /** Whether what others have added to objects is removed. */
    @CheckForNull
    public final Boolean getRevertForeignFields() {
        return flag("revertForeignFields");
    }

    @DataBoundSetter
    public final void setRevertForeignFields(@CheckForNull Boolean revertForeignFields) {
        put("revertForeignFields", revertForeignFields);
    }

    /** How long it may take, waiting for health included. */
    @CheckForNull
    public final String getTimeout() {
        return text("timeout");
    }

    @DataBoundSetter
    public final void setTimeout(@CheckForNull String timeout) {
        put("timeout", Util.fixEmptyAndTrim(timeout));
    }
}
