package io.jenkins.plugins.continuousdeployment.engine.notice;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registry's word that something was pushed, of Docker Hub, Harbor (both of its formats), GitHub Packages, Quay,
 * anything that is built on CNCF Distribution, or of anybody who writes {@code {"image": "…"}}. It is a hint to look and
 * no more: what tags there are, the registry itself is asked.
 */
public final class PushNotice {
    private static final String FORMS =
            "this is no notice that is understood here: Docker Hub's, Harbor's, GitHub's for"
                    + " packages, Quay's and those of CNCF Distribution are, and {\"image\": \"registry.example.com/shop/web\"}.";

    private PushNotice() {}

    /**
     * The images that a notice names.
     *
     * @param host the registry that sent it, as image names have it. What the notice says of hosts does not count, since
     *     registries often don't know what they are called outside
     * @param body JSON, in UTF-8
     * @return names without tag, each once; empty for what is no push, such as a pull
     * @throws RefusedException where it is no JSON, or none of the known forms; holds nothing of what was sent
     */
    public static Set<ImageName> images(String host, byte[] body) {
        Object tree;
        try {
            tree = Json.read(body);
        } catch (IOException e) {
            // Without the cause, which quotes what was sent.
            throw new RefusedException("this is no JSON.");
        }
        if (!(tree instanceof Map<?, ?> notice)) {
            throw new RefusedException(FORMS);
        }
        if (notice.get("image") instanceof String image) {
            return Set.of(named(host, image));
        }
        Set<String> repositories = NoticeForms.repositories(notice).orElseThrow(() -> new RefusedException(FORMS));
        Set<ImageName> images = new LinkedHashSet<>();
        repositories.forEach(each -> image(host + "/" + each).ifPresent(images::add));
        return images;
    }

    /** Nothing for a package that is no image, such as one of npm. */
    private static Optional<ImageName> image(String name) {
        try {
            return Optional.of(plain(ImageName.of(name)));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static ImageName named(String host, String image) {
        ImageName name;
        ImageName sender;
        try {
            name = ImageName.of(image);
            sender = ImageName.of(host + "/shop/web");
        } catch (RefusedException e) {
            throw new RefusedException("what image names is no image: write it as registry.example.com/shop/web.");
        }
        if (!name.host().equalsIgnoreCase(sender.host())) {
            throw new RefusedException("image names one of another registry than " + sender.host() + ".");
        }
        return plain(name);
    }

    private static ImageName plain(ImageName name) {
        return ImageName.of(name.withoutTag());
    }
}
