package io.jenkins.plugins.continuousdeployment.provenance;

import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Where an image runs: what the live sync of a project brought to its clusters.
 *
 * @param project the project
 * @param run its live sync
 * @param clusters the clusters, by their names
 */
@ExportedBean(defaultVisibility = 999)
public record Whereabouts(
        ContinuousDeployment project, SyncRun run, @Exported List<String> clusters) {
    public Whereabouts {
        clusters = List.copyOf(clusters);
    }

    /** Where the image of a digest runs, as far as whoever asks may see the projects. */
    static List<Whereabouts> of(String digest) {
        List<Whereabouts> found = new ArrayList<>();
        ImageFingerprints.of(digest).ifPresent(print -> {
            for (String name : print.getJobs()) {
                if (ImageFingerprints.job(name) instanceof ContinuousDeployment project) {
                    add(project, digest, found);
                }
            }
        });
        return found;
    }

    private static void add(ContinuousDeployment project, String digest, List<Whereabouts> found) {
        SyncRun live = project.getLiveSync();
        List<String> clusters = DeployedImages.of(live).stream()
                .filter(each -> each.is(digest))
                .flatMap(each -> each.getClusters().stream())
                .distinct()
                .toList();
        if (!clusters.isEmpty()) {
            found.add(new Whereabouts(project, live, clusters));
        }
    }

    /** The project's full name. */
    @Exported(name = "project")
    public String getProjectName() {
        return project.getFullName();
    }

    /** The number of its live sync. */
    @Exported
    public int getNumber() {
        return run.getNumber();
    }

    /** For pages: the clusters in one line. */
    public String getPlaces() {
        return String.join(", ", clusters);
    }
}
