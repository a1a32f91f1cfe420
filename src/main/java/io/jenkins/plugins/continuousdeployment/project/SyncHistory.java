package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.RunMap;
import java.io.IOException;
import java.util.List;
import jenkins.model.lazy.LazyBuildMixIn;

/** The builds of a project, loaded from disk only when somebody asks for them. */
abstract class SyncHistory extends Job<ContinuousDeployment, SyncRun>
        implements LazyBuildMixIn.LazyLoadingJob<ContinuousDeployment, SyncRun> {
    private transient LazyBuildMixIn<ContinuousDeployment, SyncRun> buildMixIn;

    SyncHistory(ItemGroup<?> parent, String name) {
        super(parent, name);
        buildMixIn = mixIn();
    }

    private LazyBuildMixIn<ContinuousDeployment, SyncRun> mixIn() {
        return new LazyBuildMixIn<>() {
            @Override
            protected ContinuousDeployment asJob() {
                return (ContinuousDeployment) SyncHistory.this;
            }

            @Override
            protected Class<SyncRun> getBuildClass() {
                return SyncRun.class;
            }
        };
    }

    @Override
    public void onCreatedFromScratch() {
        super.onCreatedFromScratch();
        buildMixIn.onCreatedFromScratch();
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        super.onLoad(parent, name);
        if (buildMixIn == null) {
            buildMixIn = mixIn();
        }
        buildMixIn.onLoad(parent, name);
    }

    @Override
    protected RunMap<SyncRun> _getRuns() {
        return buildMixIn._getRuns();
    }

    @Override
    public LazyBuildMixIn<ContinuousDeployment, SyncRun> getLazyBuildMixIn() {
        return buildMixIn;
    }

    @Override
    protected void removeRun(SyncRun run) {
        buildMixIn.removeRun(run);
    }

    @Override
    public SyncRun getBuildByNumber(int number) {
        return buildMixIn.getBuildByNumber(number);
    }

    @Override
    public SyncRun getFirstBuild() {
        return buildMixIn.getFirstBuild();
    }

    @Override
    public SyncRun getLastBuild() {
        return buildMixIn.getLastBuild();
    }

    @Override
    public SyncRun getNearestBuild(int number) {
        return buildMixIn.getNearestBuild(number);
    }

    @Override
    public SyncRun getNearestOldBuild(int number) {
        return buildMixIn.getNearestOldBuild(number);
    }

    @Override
    protected List<SyncRun> getEstimatedDurationCandidates() {
        return buildMixIn.getEstimatedDurationCandidates();
    }
}
