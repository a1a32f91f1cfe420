package io.jenkins.plugins.continuousdeployment.provenance;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.listeners.RunListener;
import hudson.util.SequentialExecutionQueue;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts;
import io.jenkins.plugins.continuousdeployment.engine.sync.UsedImage;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import io.jenkins.plugins.continuousdeployment.provenance.DeployedImage.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Notes of each sync that did its work which images it deployed. Their registries are asked when it has ended, one sync
 * after the other: nobody waits for that, and a registry that does not answer delays nothing but this.
 */
@Extension
public final class DeployedImagesRecorder extends RunListener<SyncRun> {
    private static final Logger LOGGER = Logger.getLogger(DeployedImagesRecorder.class.getName());

    private final SequentialExecutionQueue queue = new SequentialExecutionQueue(Computer.threadPoolForRemoting);

    @Override
    public void onFinalized(SyncRun run) {
        Result result = run.getResult();
        if (result != null
                && result.isBetterOrEqualTo(Result.UNSTABLE)
                && !run.usedImages().isEmpty()) {
            queue.execute(() -> record(run));
        }
    }

    private static void record(@NonNull SyncRun run) {
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        for (UsedImage each : run.usedImages()) {
            clusters.computeIfAbsent(each.image(), image -> new ArrayList<>()).add(each.cluster());
        }
        try {
            List<DeployedImage> images = clusters.entrySet().stream()
                    .map(each -> new DeployedImage(each.getKey(), each.getValue(), origin(run, each.getKey())))
                    .toList();
            if (run.getParent().getBuildByNumber(run.getNumber()) != run) {
                return; // deleted meanwhile
            }
            for (DeployedImage image : images) {
                if (!image.getDigest().isEmpty()) {
                    ImageFingerprints.deployed(run, image);
                }
            }
            run.addAction(new DeployedImages(images));
            run.save();
        } catch (CancellationException e) {
            LOGGER.log(Level.FINE, e, () -> "which images " + run + " deployed is not noted: Jenkins ends");
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "which images " + run + " deployed can't be noted");
        }
    }

    private static Origin origin(SyncRun run, String image) {
        String digest = "";
        try {
            ImageName name = ImageName.of(image);
            digest = name.digest().orElse("");
            Optional<Origin> known = known(run, digest);
            if (known.isPresent()) {
                return known.get();
            }
            ImageFacts facts = DeploymentLoop.get().imageFacts(run.getParent(), name);
            return new Origin(
                    facts.digest(), facts.revision().orElse(""), facts.source().orElse(""), "");
        } catch (RefusedException e) {
            return new Origin(digest, "", "", e.getMessage());
        }
    }

    /** What the sync before knew of the very same image: a digest never means another one. */
    private static Optional<Origin> known(SyncRun run, String digest) {
        SyncRun before = run.getPreviousBuild();
        DeployedImages images = before == null ? null : before.getAction(DeployedImages.class);
        return images == null
                ? Optional.empty()
                : images.getImages().stream()
                        .filter(each -> each.is(digest) && each.getProblem().isEmpty())
                        .map(DeployedImage::origin)
                        .findFirst();
    }
}
