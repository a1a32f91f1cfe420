package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;

/** What fits into one array; smaller limits are the reader's own. */
final class Sizes {
    private static final long LARGEST = Integer.MAX_VALUE - 8L;

    private Sizes() {}

    /**
     * Looks before reading.
     *
     * @throws RefusedException where a file is too large to be read at all
     */
    static void check(String path, long size) {
        if (size > LARGEST) {
            throw new RefusedException(List.of(new Problem(
                    Place.of(path),
                    "has " + size + " bytes, too many to be read at once. Choose a path without this file.")));
        }
    }
}
