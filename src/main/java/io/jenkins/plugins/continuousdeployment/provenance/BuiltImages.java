package io.jenkins.plugins.continuousdeployment.provenance;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The images that a build has made; its page tells where they run. */
@ExportedBean(defaultVisibility = 999)
public final class BuiltImages extends InvisibleAction {
    private final List<BuiltImage> images = new ArrayList<>();

    /** Adds one, where the build does not have it yet. */
    static void add(@NonNull Run<?, ?> run, BuiltImage image) {
        synchronized (run) {
            BuiltImages known = run.getAction(BuiltImages.class);
            if (known == null) {
                known = new BuiltImages();
                run.addAction(known);
            }
            known.add(image);
        }
    }

    private synchronized void add(BuiltImage image) {
        images.removeIf(each -> each.getImage().equals(image.getImage()));
        images.add(image);
    }

    /** Each of them, in the order in which they were made. */
    @Exported
    public synchronized List<BuiltImage> getImages() {
        return List.copyOf(images);
    }
}
