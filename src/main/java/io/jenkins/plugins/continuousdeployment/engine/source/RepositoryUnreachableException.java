package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;

/** The server gave no usable answer: nothing may be concluded about the repository, and trying again may help. */
public final class RepositoryUnreachableException extends RefusedException {
    private static final long serialVersionUID = 1L;

    RepositoryUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
