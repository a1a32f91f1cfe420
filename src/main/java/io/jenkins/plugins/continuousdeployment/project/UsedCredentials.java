package io.jenkins.plugins.continuousdeployment.project;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import io.jenkins.plugins.continuousdeployment.config.JenkinsSites;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;

/**
 * Notes which project and which build use which credentials: when a project is saved, and once for each build. Never for
 * a comparison, since each note is a file written.
 */
final class UsedCredentials {
    private UsedCredentials() {}

    static void by(ContinuousDeployment project) {
        project.stored().definition().ifPresent(definition -> {
            try {
                CredentialsProvider.trackAll(project, JenkinsSites.used(definition));
            } catch (RefusedException e) {
                // What is missing is told where it is needed.
            }
        });
    }

    static void by(SyncRun run) {
        run.getParent().stored().definition().ifPresent(definition -> {
            try {
                CredentialsProvider.trackAll(run, JenkinsSites.used(definition));
            } catch (RefusedException e) {
                // The build itself will tell.
            }
        });
    }
}
