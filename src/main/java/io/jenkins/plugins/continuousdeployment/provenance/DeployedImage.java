package io.jenkins.plugins.continuousdeployment.provenance;

import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a sync brought to clusters, as its registry knew it when the sync ended. Stored with the build. */
@ExportedBean(defaultVisibility = 999)
public final class DeployedImage {
    private static final int SHORT = 12;

    private final String image;
    private final ArrayList<String> clusters;
    private final String digest;
    private final String commit;
    private final String source;
    private final String problem;

    DeployedImage(String image, List<String> clusters, Origin origin) {
        this.image = Objects.requireNonNull(image, "image");
        this.clusters = new ArrayList<>(clusters);
        this.digest = origin.digest();
        this.commit = origin.commit();
        this.source = origin.source();
        this.problem = origin.problem();
    }

    /**
     * What is known of an image beside its name; each text is empty where that is not known.
     *
     * @param digest of what the name leads to
     * @param commit what its label says it was built from
     * @param source the repository that its label says it was built from
     * @param problem why nothing more is known
     */
    record Origin(String digest, String commit, String source, String problem) {}

    Origin origin() {
        return new Origin(digest, commit, source, problem);
    }

    /** As the manifests name it. */
    @Exported
    public String getImage() {
        return image;
    }

    /** The clusters that it was brought to, by their names. */
    @Exported
    public List<String> getClusters() {
        return List.copyOf(clusters);
    }

    /** For pages: the clusters in one line. */
    public String getPlaces() {
        return String.join(", ", clusters);
    }

    /** {@code sha256:…}; empty where it could not be told. */
    @Exported
    public String getDigest() {
        return digest;
    }

    /** The digest's first characters. */
    public String getShortDigest() {
        int colon = digest.indexOf(':');
        return digest.length() > colon + SHORT ? digest.substring(colon + 1, colon + 1 + SHORT) : digest;
    }

    /** The commit that the image's label says it was built from; empty where it has none. */
    @Exported
    public String getCommit() {
        return commit;
    }

    /** The repository that the image's label says it was built from, text from outside; empty where it has none. */
    @Exported
    public String getSource() {
        return source;
    }

    /** Why more is not known; empty for nothing. */
    @Exported
    public String getProblem() {
        return problem;
    }

    /** Whether it is the image of that digest. */
    boolean is(String other) {
        return !digest.isEmpty() && digest.equals(other);
    }

    /** The builds that made it, as far as whoever looks may see them. */
    public List<Run<?, ?>> getBuilds() {
        return ImageFingerprints.builders(digest);
    }

    /** Where those are, relative to the address of Jenkins. */
    @Exported(name = "builds")
    public List<String> getBuildUrls() {
        return getBuilds().stream().<String>map(Run::getUrl).toList();
    }
}
