package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import hudson.scm.ChangeLogSet;
import hudson.scm.RepositoryBrowser;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.source.Commit;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The commits that a sync brought since the one before. Their authors are names: no Jenkins user is made for them. */
public final class CommitLog extends ChangeLogSet<CommitLog.Entry> {

    private final List<Entry> entries;

    CommitLog(Run<?, ?> run, List<Commit> commits) {
        super(run, (RepositoryBrowser<?>) null);
        entries = commits.stream().map(Entry::new).toList();
        entries.forEach(entry -> entry.in(this));
    }

    @Override
    public boolean isEmptySet() {
        return entries.isEmpty();
    }

    @NonNull
    @Override
    public Iterator<Entry> iterator() {
        return entries.iterator();
    }

    @Override
    public String getKind() {
        return "git";
    }

    /** One commit. */
    @ExportedBean(defaultVisibility = 999)
    public static final class Entry extends ChangeLogSet.Entry {
        private final Commit commit;

        Entry(Commit commit) {
            this.commit = commit;
        }

        private void in(CommitLog log) {
            setParent(log);
        }

        @Exported
        @Override
        public String getCommitId() {
            return commit.id();
        }

        /** The id's first characters. */
        public String getShortId() {
            return Revision.shortened(commit.id());
        }

        /** When it was committed. */
        public Date getDate() {
            return Date.from(commit.committed());
        }

        /** {@code Name <address>}, as the commit has it. */
        @Exported
        public String getAuthorName() {
            return commit.author();
        }

        @Exported
        @Override
        public long getTimestamp() {
            return commit.committed().toEpochMilli();
        }

        /** The first line. */
        @Exported
        @Override
        public String getMsg() {
            return commit.message().lines().findFirst().orElse("");
        }

        /** The whole message. */
        @Exported
        public String getComment() {
            return commit.message();
        }

        /** Nobody that Jenkins knows: an author's name proves nothing. */
        @Override
        public User getAuthor() {
            return User.getUnknown();
        }

        @Override
        public Collection<String> getAffectedPaths() {
            return Collections.emptySet();
        }
    }
}
