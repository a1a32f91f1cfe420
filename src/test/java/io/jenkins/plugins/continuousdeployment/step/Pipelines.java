package io.jenkins.plugins.continuousdeployment.step;

import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines of a test, in the sandbox as people write them. */
final class Pipelines {
    private Pipelines() {}

    static WorkflowJob job(ModifiableTopLevelItemGroup parent, String name, String script) throws Exception {
        WorkflowJob job = parent instanceof com.cloudbees.hudson.plugins.folder.Folder folder
                ? folder.createProject(WorkflowJob.class, name)
                : ((jenkins.model.Jenkins) parent).createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Runs a new pipeline to its end. */
    static WorkflowRun run(JenkinsRule rule, String name, String script) throws Exception {
        return ended(rule, job(rule.jenkins, name, script));
    }

    static WorkflowRun ended(JenkinsRule rule, WorkflowJob job) throws Exception {
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        rule.waitForCompletion(run);
        return run;
    }
}
