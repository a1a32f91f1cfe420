package io.jenkins.plugins.continuousdeployment.step;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.continuousdeployment.config.RegistryReach;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.provenance.ImageFingerprints;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code fingerprintImage}: notes that this build has made an image, so that pages tell where it runs. */
public final class FingerprintImageStep extends Step {
    private final String image;
    private String credentialsId = "";

    /** Of an image in its registry. */
    @DataBoundConstructor
    public FingerprintImageStep(String image) {
        this.image = Util.fixNull(image).strip();
    }

    /** Its name with a tag, or with its digest: then no registry is asked. */
    public String getImage() {
        return image;
    }

    /** The credentials for its registry; null for a public one. */
    @CheckForNull
    public String getCredentialsId() {
        return Util.fixEmpty(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).strip();
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private static final class Execution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1;

        private final transient FingerprintImageStep step;

        Execution(StepContext context, FingerprintImageStep step) {
            super(context);
            this.step = step;
        }

        @Override
        protected Map<String, Object> run() throws Exception {
            Run<?, ?> run = Calls.run(getContext());
            return Calls.plainly(() -> note(run));
        }

        private Map<String, Object> note(Run<?, ?> run) throws IOException {
            ImageName name = ImageName.of(step.image);
            String digest = name.digest().orElseGet(() -> digest(run, name));
            ImageFingerprints.built(run, step.image, digest);
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("image", step.image);
            tree.put("digest", digest);
            return tree;
        }

        private String digest(Run<?, ?> run, ImageName name) {
            RegistryReach.credentials(run.getParent(), name, step.credentialsId)
                    .ifPresent(used -> CredentialsProvider.track(run, used));
            try (Registry registry =
                    new Registry(RegistryReach.access(run.getParent(), name, step.credentialsId), Clock.systemUTC())) {
                return registry.digest(name, name.tag().orElse("latest"));
            }
        }
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "fingerprintImage";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FingerprintImageStep_displayName();
        }
    }
}
