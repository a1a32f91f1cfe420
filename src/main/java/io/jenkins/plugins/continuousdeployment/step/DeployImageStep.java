package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.continuousdeployment.engine.update.WrittenImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code deployImage}: writes one tag of an image to Git, and returns the commit. */
public final class DeployImageStep extends ProjectStep {
    private final String image;
    private final String tag;

    /** For a project, an image without tag, and the tag. */
    @DataBoundConstructor
    public DeployImageStep(String project, String image, String tag) {
        super(project);
        this.image = Util.fixNull(image).strip();
        this.tag = Util.fixNull(tag).strip();
    }

    /** The image without tag, such as {@code ghcr.io/shop/web}. */
    public String getImage() {
        return image;
    }

    /** The tag that was just pushed. */
    public String getTag() {
        return tag;
    }

    static Map<String, Object> tree(WrittenImage written) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("commit", written.commit());
        tree.put("branch", written.branch());
        tree.put("pushed", written.pushed());
        tree.put("places", written.places());
        tree.put("image", written.image());
        tree.put("tag", written.tag());
        tree.put("digest", written.digest());
        return PlainTree.map(tree);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ImageExecution(context, this);
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployImage";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeployImageStep_displayName();
        }
    }
}
