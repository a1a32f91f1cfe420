package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.Step;

/** A step on a deployment project. */
public abstract class ProjectStep extends Step {
    private final String project;

    ProjectStep(@CheckForNull String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    /** Its name, relative to the folder of the calling job or from the root; null for an inline deployment. */
    @CheckForNull
    public final String getProject() {
        return project;
    }
}
