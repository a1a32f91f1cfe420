package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.time.Instant;
import java.util.Optional;

/** The registry gave no usable answer: nothing may be concluded about the image, and trying again may help. */
public final class RegistryUnreachableException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient Instant notBefore;

    RegistryUnreachableException(String message, Instant notBefore, Throwable cause) {
        super(message, cause);
        this.notBefore = notBefore;
    }

    /** When the registry asks to be asked again, at the earliest. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }
}
