package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A step on a deployment project, or on a deployment that is given inline with the keys of a definition. */
public abstract class DeploymentStep extends ProjectStep {
    private String name;
    private Map<String, Object> source;
    private List<Map<String, Object>> destinations;
    private Map<String, Object> sync;
    private String dir;

    DeploymentStep(@CheckForNull String project) {
        super(project);
    }

    /** The inline deployment's name within its job; null where a project is named. */
    @CheckForNull
    public final String getName() {
        return name;
    }

    @DataBoundSetter
    public final void setName(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** Where the manifests are, as under {@code source}; null where a project is named. */
    @CheckForNull
    public final Map<String, Object> getSource() {
        return source;
    }

    @DataBoundSetter
    public final void setSource(@CheckForNull Map<String, Object> source) {
        this.source = source == null ? null : PlainTree.map(source);
    }

    /** Where they go, as under {@code destinations}; null where a project is named. */
    @CheckForNull
    public final List<Map<String, Object>> getDestinations() {
        return destinations;
    }

    @DataBoundSetter
    public final void setDestinations(@CheckForNull List<Map<String, Object>> destinations) {
        this.destinations = destinations == null
                ? null
                : destinations.stream().map(PlainTree::map).toList();
    }

    /** How, as under {@code sync}; null for what holds anyway. */
    @CheckForNull
    public final Map<String, Object> getSync() {
        return sync;
    }

    @DataBoundSetter
    public final void setSync(@CheckForNull Map<String, Object> sync) {
        this.sync = sync == null ? null : PlainTree.map(sync);
    }

    /** A folder of the workspace that holds the manifests in place of a repository; null for a repository. */
    @CheckForNull
    public final String getDir() {
        return dir;
    }

    @DataBoundSetter
    public final void setDir(@CheckForNull String dir) {
        this.dir = Util.fixEmptyAndTrim(dir);
    }

    /** Whether any part of an inline deployment is given. */
    final boolean isInline() {
        return name != null || source != null || destinations != null || sync != null || dir != null;
    }
}
