package io.jenkins.plugins.continuousdeployment.provenance;

import hudson.model.InvisibleAction;
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

    /** Each of them, in the order of the manifests. */
    @Exported
    public List<DeployedImage> getImages() {
        return List.copyOf(images);
    }
}
