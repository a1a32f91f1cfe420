package io.jenkins.plugins.continuousdeployment.engine.image;

import java.util.Objects;

/**
 * A tag that the filter lets pass.
 *
 * @param tag as the registry has it
 * @param compared what of it the order looks at
 */
record Candidate(String tag, String compared) {
    Candidate {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(compared, "compared");
    }
}
