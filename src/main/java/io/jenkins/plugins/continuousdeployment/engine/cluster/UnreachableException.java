package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;

/** The cluster gave no answer: nothing may be concluded about what lives in it. */
public final class UnreachableException extends RefusedException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
