package io.jenkins.plugins.continuousdeployment.engine.edit;

import java.util.Locale;

/** Which part of an image a scalar holds. */
public enum ImagePart {
    /** {@code repository:tag}, with {@code @digest} where one is wanted. */
    WHOLE("", "image", "image"),
    /** The repository. */
    NAME(":name", "newname", "repository"),
    /** The tag alone. */
    TAG(":tag", "tag", "tag"),
    /** The digest alone. */
    DIGEST(":digest", "digest", "digest");

    private final String suffix;
    private final String key;
    private final String ending;

    ImagePart(String suffix, String key, String ending) {
        this.suffix = suffix;
        this.key = key;
        this.ending = ending;
    }

    /** What a marker has behind the policy's name: {@code :tag}; empty for the whole. */
    public String suffix() {
        return suffix;
    }

    /** Whether a key reads as if this part stood there: {@code image}, {@code sidecarImage}; {@code newTag}. */
    boolean fits(Object step) {
        if (!(step instanceof String name)) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(key) || lower.endsWith(ending);
    }

    /** This part of an image, empty where it has none. */
    String of(ImageReference image) {
        return switch (this) {
            case WHOLE -> image.toString();
            case NAME -> image.repository();
            case TAG -> image.tag();
            case DIGEST -> image.digest();
        };
    }
}
