package io.jenkins.plugins.continuousdeployment.provenance;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Result;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.continuousdeployment.engine.sync.UsedImage;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Notes of each sync that did its work which images it deployed. Their registries are asked when it has ended: nobody
 * waits for that.
 */
@Extension
public final class DeployedImagesRecorder extends RunListener<SyncRun> {
    private static final Logger LOGGER = Logger.getLogger(DeployedImagesRecorder.class.getName());
    private static final int WORKERS = 4;
    private static final long REST_SECONDS = 10;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            REST_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "deployed-images"));

    /** There is no thread while there is nothing to do. */
    public DeployedImagesRecorder() {
        workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public void onFinalized(SyncRun run) {
        Result result = run.getResult();
        if (result != null
                && result.isBetterOrEqualTo(Result.UNSTABLE)
                && !run.usedImages().isEmpty()) {
            workers.execute(() -> record(run));
        }
    }

    private static void record(@NonNull SyncRun run) {
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        for (UsedImage each : run.usedImages()) {
            clusters.computeIfAbsent(each.image(), image -> new ArrayList<>()).add(each.cluster());
        }
        ImageOrigins origins = new ImageOrigins(run);
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            List<DeployedImage> images = clusters.entrySet().stream()
                    .map(each -> new DeployedImage(each.getKey(), each.getValue(), origins.of(each.getKey())))
                    .toList();
            if (!isThere(run)) {
                return;
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

    /** Not where it was deleted meanwhile, with its project or without, nor where the loop ends and tells nothing true. */
    private static boolean isThere(SyncRun run) {
        return DeploymentLoop.get().isRunning()
                && Jenkins.get().getItemByFullName(run.getParent().getFullName()) == run.getParent()
                && run.getParent().getBuildByNumber(run.getNumber()) == run;
    }
}
