package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.config.JenkinsSites;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.sync.Permit;
import io.jenkins.plugins.continuousdeployment.engine.sync.Serials;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites;
import java.util.List;
import java.util.OptionalLong;
import jenkins.model.Jenkins;

/** What names stand for in this Jenkins, and what its items remember. */
record ProjectSites(JenkinsSites sites) implements Engine.Surroundings {
    @Override
    public ImageSites images() {
        return sites.images();
    }

    @Override
    public RepositorySite repository(DeploymentDefinition definition) {
        return sites.repository(definition);
    }

    @Override
    public List<ClusterSite> clusters(DeploymentDefinition definition, DestinationSpec destination) {
        return sites.clusters(definition, destination);
    }

    @Override
    public Permit permit(DeploymentDefinition definition) {
        return sites.permit(definition);
    }

    @Override
    public Serials serials(DeploymentDefinition definition) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        // By the loop's own right, not by that of whoever happens to be at work.
        ContinuousDeployment project = jenkins == null ? null : Items.byName(jenkins, definition.name());
        return project == null ? Serials.NONE : new OfItem(project);
    }

    @Override
    public void close() {
        sites.close();
    }

    /** Kept beside the item's configuration. */
    private record OfItem(ContinuousDeployment project) implements Serials {
        @Override
        public OptionalLong last(String cluster) {
            Long known = project.lastSyncs().serials().get(cluster);
            return known == null ? OptionalLong.empty() : OptionalLong.of(known);
        }

        @Override
        public void wrote(String cluster, long serial) {
            project.note(before -> before.wrote(cluster, serial));
        }
    }
}
