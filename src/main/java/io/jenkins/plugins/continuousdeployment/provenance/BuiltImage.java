package io.jenkins.plugins.continuousdeployment.provenance;

import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a build has made. Stored with the build. */
@ExportedBean(defaultVisibility = 999)
public final class BuiltImage {
    private final String image;
    private final String digest;

    BuiltImage(String image, String digest) {
        this.image = Objects.requireNonNull(image, "image");
        this.digest = Objects.requireNonNull(digest, "digest");
    }

    /** Its name, {@code registry/shop/web:1.4.2}. */
    @Exported
    public String getImage() {
        return image;
    }

    /** {@code sha256:…}. */
    @Exported
    public String getDigest() {
        return digest;
    }

    /** Where it runs now, as far as whoever looks may see the projects. */
    @Exported
    public List<Whereabouts> getRuns() {
        return Whereabouts.of(digest);
    }
}
