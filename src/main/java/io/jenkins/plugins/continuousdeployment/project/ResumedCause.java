package io.jenkins.plugins.continuousdeployment.project;

import hudson.console.ModelHyperlinkNote;
import hudson.model.Cause;
import hudson.model.TaskListener;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;

/** A sync was cut off by the end of Jenkins, and this one takes it up. */
public final class ResumedCause extends Cause {
    private final String project;
    private final int number;

    /** Takes up build {@code number} of a project, by its full name. */
    public ResumedCause(String project, int number) {
        this.project = project;
        this.number = number;
    }

    /** The build that was cut off. */
    @Exported(visibility = 3)
    public int getNumber() {
        return number;
    }

    @Override
    public String getShortDescription() {
        return Messages.ResumedCause_short("#" + number);
    }

    @Override
    public void print(TaskListener listener) {
        var item = jenkins.model.Jenkins.get().getItemByFullName(project, ContinuousDeployment.class);
        SyncRun run = item == null ? null : item.getBuildByNumber(number);
        listener.getLogger()
                .println(Messages.ResumedCause_short(run == null ? "#" + number : ModelHyperlinkNote.encodeTo(run)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResumedCause that && number == that.number && project.equals(that.project);
    }

    @Override
    public int hashCode() {
        return Objects.hash(project, number);
    }
}
