package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Plan;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deployDiff}: what a sync would do, as a change set and as text. Changes nothing. */
public final class DeployDiffStep extends DeploymentStep {
    private String revision;

    /** On a project; the inline form leaves that out. */
    @DataBoundConstructor
    public DeployDiffStep(@CheckForNull String project) {
        super(project);
    }

    /** Another revision than the project's; null for that one. */
    @CheckForNull
    public String getRevision() {
        return revision;
    }

    @DataBoundSetter
    public void setRevision(@CheckForNull String revision) {
        this.revision = Util.fixEmptyAndTrim(revision);
    }

    static Map<String, Object> tree(ProjectState state) {
        Plan plan = state.plan().orElseThrow();
        Map<String, Object> tree = PlainTree.map(ResultJson.of(plan.changes()));
        tree.put("text", String.join("\n", plan.differences()));
        return tree;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new PreviewExecution(context, this, revision);
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployDiff";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeployDiffStep_displayName();
        }
    }
}
