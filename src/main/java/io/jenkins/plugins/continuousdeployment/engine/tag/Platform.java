package io.jenkins.plugins.continuousdeployment.engine.tag;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image runs on.
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}
 * @param variant {@code v8}; empty where none is meant or known
 */
public record Platform(String os, String architecture, String variant) {
    /** Where nothing else is said. */
    public static final Platform DEFAULT = new Platform("linux", "amd64", "");

    private static final Pattern TEXT = Pattern.compile("([a-z0-9]+)/([a-z0-9_]+)(?:/([a-z0-9.]+))?");

    public Platform {
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(variant, "variant");
    }

    /**
     * Reads {@code linux/arm64} or {@code linux/arm/v7}.
     *
     * @throws RefusedException where the text is of another form
     */
    public static Platform of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new RefusedException("must be an operating system and an architecture, such as linux/amd64,"
                    + " linux/arm64 or linux/arm/v7");
        }
        return new Platform(matcher.group(1), matcher.group(2), Objects.requireNonNullElse(matcher.group(3), ""));
    }

    /** Whether an image made for another platform is meant by this one: without a variant any will do. */
    public boolean accepts(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (variant.isEmpty() || variant.equals(other.variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
