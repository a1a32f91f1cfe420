package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.Objects;

/**
 * How a tool ended.
 *
 * @param ending whether by itself
 * @param exitCode its exit code, where it ended by itself
 * @param out what it printed, as far as that was read
 * @param err what it complained of, cut where it is long
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, and never compared.
record ToolResult(Ending ending, int exitCode, byte[] out, String err) {
    /** By itself, or killed and why. */
    enum Ending {
        BY_ITSELF,
        TOO_LATE,
        TOO_MUCH
    }

    ToolResult {
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    boolean succeeded() {
        return ending == Ending.BY_ITSELF && exitCode == 0;
    }
}
