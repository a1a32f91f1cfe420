package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;

/** Others pushed to the branch each time before we could. Nothing was changed; trying again later may help. */
public final class PushLostException extends RefusedException {
    private static final long serialVersionUID = 1L;

    PushLostException(String message) {
        super(message);
    }
}
