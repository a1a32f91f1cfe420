package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Job;
import hudson.model.PermalinkProjectAction;
import hudson.model.Run;
import org.jvnet.localizer.Localizable;

/** Names under which the builds that matter are found: the one that is live, the last that changed something. */
final class SyncPermalinks {

    static final PermalinkProjectAction.Permalink LIVE = new Link("lastLive", Messages._SyncRun_lastLive()) {
        @Override
        int number(LastSyncs last) {
            return last.live();
        }
    };
    static final PermalinkProjectAction.Permalink CHANGED = new Link("lastChange", Messages._SyncRun_lastChange()) {
        @Override
        int number(LastSyncs last) {
            return last.changed();
        }
    };

    private SyncPermalinks() {}

    private abstract static class Link extends PermalinkProjectAction.Permalink {
        private final String id;
        private final Localizable name;

        Link(String id, Localizable name) {
            this.id = id;
            this.name = name;
        }

        abstract int number(LastSyncs last);

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDisplayName() {
            return name.toString();
        }

        @Override
        public Run<?, ?> resolve(Job<?, ?> job) {
            return job instanceof ContinuousDeployment project
                    ? project.getBuildByNumber(number(project.lastSyncs()))
                    : null;
        }
    }
}
