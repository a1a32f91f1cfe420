package io.jenkins.plugins.continuousdeployment.provenance;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The images that a sync brought to its clusters; its page tells which builds made them. */
@ExportedBean(defaultVisibility = 999)
public final class DeployedImages extends InvisibleAction {
    private final ArrayList<DeployedImage> images;

    DeployedImages(List<DeployedImage> images) {
        this.images = new ArrayList<>(images);
    }

    /** Those of a sync; none where there is no such sync, or their registries were not asked yet. */
    public static List<DeployedImage> of(@CheckForNull SyncRun run) {
        DeployedImages known = run == null ? null : run.getAction(DeployedImages.class);
        return known == null ? List.of() : known.getImages();
    }

    /** Each of them, in the order of the manifests. */
    @Exported
    public List<DeployedImage> getImages() {
        return List.copyOf(images);
    }
}
