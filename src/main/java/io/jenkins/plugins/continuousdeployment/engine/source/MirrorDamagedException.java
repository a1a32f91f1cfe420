package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;

/** A mirror lacks what it should have. It is thrown away and fetched anew; the server has it all. */
final class MirrorDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
