package io.jenkins.plugins.continuousdeployment.view;

import hudson.model.Cause;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One build in a project's history.
 *
 * @param name as it is called, {@code #12}
 * @param url of its page, below Jenkins' root
 * @param symbol its result's
 * @param result in words
 * @param causes why it was, a line each
 * @param commit which was synced, a whole id; empty before that is known
 * @param title the first line of that commit's message
 * @param counts how many objects it did what with
 * @param started when
 * @param whole whether all was applied
 * @param live whether the clusters have what it made
 */
public record SyncRow(
        String name,
        String url,
        String symbol,
        String result,
        List<String> causes,
        String commit,
        String title,
        String counts,
        When started,
        boolean whole,
        boolean live) {
    public SyncRow {
        causes = List.copyOf(causes);
    }

    static SyncRow of(SyncRun run) {
        return new SyncRow(
                run.getDisplayName(),
                run.getUrl(),
                "symbol-status-" + run.getIconColor().getIconName(),
                run.getIconColor().getDescription(),
                run.getCauses().stream().map(Cause::getShortDescription).toList(),
                run.getCommit(),
                run.getTitle(),
                run.getCounts(),
                When.of(Instant.ofEpochMilli(run.getStartTimeInMillis())),
                run.getOutcome().equals("DONE") || run.getOutcome().equals("NOT_HEALTHY"),
                run.isLive());
    }

    /** The last ones, newest first. */
    static List<SyncRow> last(ContinuousDeployment project, int most) {
        List<SyncRow> rows = new ArrayList<>();
        SyncRun run = project.getLastBuild();
        while (run != null && rows.size() < most) {
            rows.add(of(run));
            run = run.getPreviousBuild();
        }
        return rows;
    }

    /** The commit's first characters, as Git shows them. */
    public String shortCommit() {
        return Revision.shortened(commit);
    }
}
