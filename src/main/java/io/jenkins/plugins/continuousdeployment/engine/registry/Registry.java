package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.time.Clock;
import java.util.Objects;

/**
 * A registry, for all its images and from any thread. Every method sends requests and may wait for the registry; an
 * interrupt ends it with a {@link java.util.concurrent.CancellationException}. All of them throw
 *
 * <ul>
 *   <li>{@link RegistryUnreachableException} where it gave no usable answer: later it may,
 *   <li>{@link ImageMissingException} where there is no such repository or image,
 *   <li>another {@link RefusedException} where a person has to do something: credential, trust, address.
 * </ul>
 */
public final class Registry implements AutoCloseable {
    private final RegistryAccess access;
    private final Wire wire;
    private final TagList tagList;
    private final Manifests manifests;

    /**
     * A client; nothing is sent yet.
     *
     * @throws RefusedException where the CA can't be read
     */
    public Registry(RegistryAccess access, Clock clock) {
        this(access, clock, Patience.of(clock));
    }

    Registry(RegistryAccess access, Clock clock, Patience patience) {
        this.access = Objects.requireNonNull(access, "access");
        wire = new Wire(access);
        Courier courier = new Courier(wire, access, patience);
        Exchange exchange = new Exchange(access, courier, new Login(access, courier, clock));
        tagList = new TagList(access, exchange);
        manifests = new Manifests(access, exchange);
    }

    /** All tags of an image; its own tag does not matter. */
    public Tags tags(ImageName image) {
        return tagList.read(checked(image), null);
    }

    /**
     * The same, where the registry allows that only if they have changed.
     *
     * @param known what was answered before
     * @return the very same where nothing has changed
     */
    public Tags tags(ImageName image, Tags known) {
        return tagList.read(checked(image), Objects.requireNonNull(known, "known"));
    }

    /**
     * The digest of what a tag leads to.
     *
     * @return {@code sha256:…}, of the index where the image is for several platforms
     */
    public String digest(ImageName image, String tag) {
        return manifests.digest(checked(image), reference(tag));
    }

    /**
     * What an image says of itself.
     *
     * @param reference a tag or a digest
     * @param platform of an image for several platforms, the one whose time and labels are meant
     */
    public ImageFacts facts(ImageName image, String reference, Platform platform) {
        return new FactReader(manifests).read(checked(image), reference(reference), platform);
    }

    /** How many requests were sent so far, those for tokens and after redirects included. */
    public long requests() {
        return wire.sent();
    }

    private ImageName checked(ImageName image) {
        if (!image.host().equals(access.host())) {
            throw new IllegalArgumentException(image + " is at another registry than " + access.host());
        }
        return image;
    }

    private static String reference(String text) {
        if (!ImageName.isTag(text) && !ImageName.isDigest(text)) {
            throw new RefusedException("neither a tag nor a digest: " + text.replaceAll("\\p{Cntrl}", "?"));
        }
        return text;
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        wire.close();
    }
}
