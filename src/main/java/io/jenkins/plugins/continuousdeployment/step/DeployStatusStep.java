package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code deployStatus}: how a project is, as its page shows it; an inline deployment is compared for it. */
public final class DeployStatusStep extends DeploymentStep {
    /** On a project; the inline form leaves that out. */
    @DataBoundConstructor
    public DeployStatusStep(@CheckForNull String project) {
        super(project);
    }

    /** The head says what is known now, which may be less than what was compared last. */
    static Map<String, Object> tree(String project, ProjectState state) {
        Map<String, Object> tree = state.status()
                .map(status -> PlainTree.map(ResultJson.of(status)))
                .orElseGet(() -> new LinkedHashMap<>(
                        Map.of("objects", PlainTree.map(Map.of("", List.of())).get(""))));
        tree.putIfAbsent("project", project);
        tree.put("revision", PlainTree.map(ResultJson.revision(state.revision())));
        tree.put("syncStatus", state.syncStatus().toString());
        tree.put("health", state.health().toString());
        tree.put("message", state.message());
        return tree;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new StatusExecution(context, this);
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployStatus";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeployStatusStep_displayName();
        }
    }
}
