package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Cause;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncCause;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncDesk;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;

/** The project's own loop found something to do. */
public final class AutomaticCause extends Cause {
    private static final int SHOWN = 3;

    private final String kind;
    private final String commit;
    private final String detail;

    private AutomaticCause(String kind, String commit, String detail) {
        this.kind = kind;
        this.commit = commit;
        this.detail = detail;
    }

    static AutomaticCause of(SyncDesk.Due due) {
        var revision = due.plan().summary().revision();
        String detail = due.cause() == SyncCause.DRIFT
                ? due.plan().changes().stream()
                        .filter(change -> change.action() != Action.UNCHANGED && change.action() != Action.KEPT)
                        .limit(SHOWN)
                        .map(AutomaticCause::drift)
                        .collect(Collectors.joining("; "))
                : revision.message();
        return new AutomaticCause(due.cause().name().toLowerCase(Locale.ROOT), revision.commit(), detail);
    }

    private static String drift(Change change) {
        return change.key() + (change.message().isEmpty() ? "" : ": " + change.message());
    }

    /** Why: {@code commit}, {@code definition}, {@code drift}, {@code retry} or {@code timer}. */
    @Exported(visibility = 3)
    public String getKind() {
        return kind;
    }

    /** The commit that was desired, a whole id. */
    @Exported(visibility = 3)
    public String getCommit() {
        return commit;
    }

    /** For drift who changed what, else the first line of the commit's message. */
    @Exported(visibility = 3)
    public String getDetail() {
        return detail;
    }

    @Override
    public String getShortDescription() {
        String text = Revision.shortened(commit);
        return switch (kind) {
            case "commit" -> Messages.AutomaticCause_commit(text, detail);
            case "definition" -> Messages.AutomaticCause_definition();
            case "drift" -> Messages.AutomaticCause_drift(detail);
            case "retry" -> Messages.AutomaticCause_retry(text);
            default -> Messages.AutomaticCause_timer();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AutomaticCause that
                && kind.equals(that.kind)
                && commit.equals(that.commit)
                && detail.equals(that.detail);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, commit, detail);
    }
}
