package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.util.List;

/** What the page of a project shows of its images that follow their registries. */
public final class ImagesPart {
    private final UpdateState state;
    private final boolean automatic;
    private final boolean differences;

    ImagesPart(UpdateState state, boolean automatic, boolean differences) {
        this.state = state;
        this.automatic = automatic;
        this.differences = differences;
    }

    /** Each policy. */
    public List<ImageRow> getRows() {
        return state.images().stream().map(ImageRow::of).toList();
    }

    /** What would be written, a line a place. */
    public List<String> getPending() {
        return state.pending();
    }

    /** The same as lines of unified diffs; none for who may not see differences. */
    public List<DiffText.Line> getDiff() {
        return differences ? state.diff().stream().map(DiffText::line).toList() : List.of();
    }

    /** Whether changes are committed and pushed, not only shown. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** The last commit that was pushed, a whole id; empty for none. */
    public String getCommit() {
        return state.commit();
    }

    /** Its first characters. */
    public String getShortCommit() {
        return Revision.shortened(state.commit());
    }

    /** The branch it is on. */
    public String getBranch() {
        return state.branch();
    }

    /** When it was pushed. */
    public When getPushed() {
        return When.since(state.pushedAt());
    }

    /** What it wrote, a line a place. */
    public List<String> getWritten() {
        return state.written();
    }

    /** Why files could not be looked at or pushed; empty for nothing. */
    public String getProblem() {
        return state.problem();
    }

    /** What a person may want to know of the files. */
    public List<String> getNotes() {
        return state.notes();
    }
}
