package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.util.Map;
import okhttp3.HttpUrl;

/** Reads manifests and blobs, and believes none that is not what it is called. */
final class Manifests {
    private static final String ACCEPT = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    /** What the specification lets registries refuse beyond. */
    private static final int MANIFEST_BYTES = 4 << 20;

    private static final int CONFIG_BYTES = 8 << 20;
    private static final String DIGEST_HEADER = "Docker-Content-Digest";

    private final RegistryAccess access;
    private final Exchange exchange;

    /** A manifest or blob and its digest. */
    record Read(String digest, Map<?, ?> tree) {}

    Manifests(RegistryAccess access, Exchange exchange) {
        this.access = access;
        this.exchange = exchange;
    }

    /** The digest of what a tag leads to: by its header alone where there is one. */
    String digest(ImageName image, String reference) {
        Ask ask = manifest(image, reference);
        Answer answer = exchange.ask(ask.head());
        String named = answer.header(DIGEST_HEADER);
        if (answer.code() == Answer.OK && ImageName.isDigest(named)) {
            return named;
        }
        boolean unknown = answer.code() == Answer.OK
                || answer.code() == Answer.METHOD_NOT_ALLOWED
                || answer.code() == Answer.BAD_REQUEST
                || answer.code() == 501;
        if (!unknown) {
            throw exchange.failures(ask).status(answer);
        }
        return manifest(ask, reference).digest();
    }

    /** The manifest or index that a tag or digest leads to. */
    Read read(ImageName image, String reference) {
        return manifest(manifest(image, reference), reference);
    }

    private Read manifest(Ask ask, String reference) {
        Answer answer = content(ask);
        String named = ImageName.isDigest(reference) ? reference : answer.header(DIGEST_HEADER);
        String digest = ImageName.isDigest(named) ? named : Digest.of(answer.body());
        return verified(ask, answer, digest);
    }

    /** The JSON blob of that digest. */
    Read blob(ImageName image, String digest) {
        HttpUrl url = access.base()
                .newBuilder()
                .addPathSegments(image.repository())
                .addPathSegment("blobs")
                .addPathSegment(digest)
                .build();
        Ask ask = Ask.get(url, CONFIG_BYTES, image, "the configuration of the image " + image);
        return verified(ask, content(ask), digest);
    }

    private Answer content(Ask ask) {
        Answer answer = exchange.ask(ask);
        if (answer.code() != Answer.OK) {
            throw exchange.failures(ask).status(answer);
        }
        return answer;
    }

    private Read verified(Ask ask, Answer answer, String digest) {
        if (!Digest.fits(digest, answer.body())) {
            throw exchange.failures(ask)
                    .refused("what " + answer.url().host() + " answers is not what its digest " + digest
                            + " names (it has " + Digest.of(answer.body())
                            + "): it was damaged or exchanged. Nothing of it is used.");
        }
        try {
            if (Json.read(answer.body()) instanceof Map<?, ?> tree) {
                return new Read(digest, tree);
            }
        } catch (IOException e) {
            // Said below.
        }
        throw exchange.failures(ask).noRegistry(answer);
    }

    private Ask manifest(ImageName image, String reference) {
        HttpUrl url = access.base()
                .newBuilder()
                .addPathSegments(image.repository())
                .addPathSegment("manifests")
                .addPathSegment(reference)
                .build();
        String name = image.withoutTag() + (ImageName.isDigest(reference) ? "@" : ":") + reference;
        return Ask.get(url, MANIFEST_BYTES, image, "the image " + name).with("Accept", ACCEPT);
    }
}
