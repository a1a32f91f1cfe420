package io.jenkins.plugins.continuousdeployment.provenance;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Fingerprint;
import hudson.model.Job;
import hudson.model.Run;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * Jenkins' fingerprints of images. Their hash is the first half of the digest's 64 digits, as the Docker plugins have it
 * for the ids of images.
 */
public final class ImageFingerprints {
    private static final int LENGTH = 32;

    private ImageFingerprints() {}

    private static String hash(String digest) {
        String digits = digest.substring(digest.indexOf(':') + 1);
        return digits.substring(0, LENGTH);
    }

    /**
     * Notes that a build has made an image.
     *
     * @param image its name with the tag, if it has one
     * @param digest {@code sha256:…}
     * @throws IOException where the fingerprint or the build can't be saved
     */
    public static void built(Run<?, ?> run, String image, String digest) throws IOException {
        print(run, run, image, digest);
        BuiltImages.add(run, new BuiltImage(image, digest));
        run.save();
    }

    /** Notes that a sync has deployed an image. */
    static void deployed(SyncRun run, DeployedImage image) throws IOException {
        print(run, null, image.getImage(), image.getDigest());
    }

    private static void print(Run<?, ?> run, @CheckForNull Run<?, ?> maker, String image, String digest)
            throws IOException {
        String hash = hash(digest);
        Jenkins.get().getFingerprintMap().getOrCreate(maker, image, hash).addFor(run);
        synchronized (run) {
            FingerprintAction known = run.getAction(FingerprintAction.class);
            if (known == null) {
                run.addAction(new FingerprintAction(run, Map.of(image, hash)));
            } else {
                known.add(Map.of(image, hash));
            }
        }
    }

    static Optional<Fingerprint> of(String digest) {
        try {
            return digest.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(Jenkins.get().getFingerprintMap().get(hash(digest)));
        } catch (IOException e) {
            // As good as none for whoever only wants to see it; core has logged why it can't be read.
            return Optional.empty();
        }
    }

    /** The builds that made the image of a digest, as far as whoever asks may see them. */
    static List<Run<?, ?>> builders(String digest) {
        return of(digest).map(ImageFingerprints::runs).orElse(List.of()).stream()
                .filter(run -> hasMade(run, digest))
                .toList();
    }

    private static boolean hasMade(Run<?, ?> run, String digest) {
        BuiltImages built = run.getAction(BuiltImages.class);
        return built != null
                && built.getImages().stream().anyMatch(each -> each.getDigest().equals(digest));
    }

    /** A build of each job that has the fingerprint, the first one. */
    private static List<Run<?, ?>> runs(Fingerprint print) {
        List<Run<?, ?>> runs = new ArrayList<>();
        for (String name : print.getJobs()) {
            Job<?, ?> job = job(name);
            for (int number :
                    job == null ? List.<Integer>of() : print.getRangeSet(name).listNumbers()) {
                Run<?, ?> run = job.getBuildByNumber(number);
                if (run != null) {
                    runs.add(run);
                    break;
                }
            }
        }
        return runs;
    }

    /** A job that whoever asks may see; null for another. */
    @CheckForNull
    static Job<?, ?> job(String name) {
        try {
            return Jenkins.get().getItemByFullName(name, Job.class);
        } catch (AccessDeniedException e) {
            return null;
        }
    }
}
