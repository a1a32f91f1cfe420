package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.PeriodicWork;
import java.util.concurrent.TimeUnit;

/** Credentials from elsewhere, such as a vault, are renewed without a word: they are looked up again now and then. */
@Extension
public final class RegularRefresh extends PeriodicWork {
    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected void doRun() {
        DeploymentLoop.get().refresh();
    }
}
