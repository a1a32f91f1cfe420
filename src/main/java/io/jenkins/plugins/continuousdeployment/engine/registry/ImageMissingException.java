package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;

/** The registry says that there is no such repository or image, or none for this credential. */
public final class ImageMissingException extends RefusedException {
    private static final long serialVersionUID = 1L;

    ImageMissingException(String message) {
        super(message);
    }
}
