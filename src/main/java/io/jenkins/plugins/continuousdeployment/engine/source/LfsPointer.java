package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Git LFS keeps a small text in Git and the content elsewhere (git-lfs/docs/spec.md, "The Pointer"). */
final class LfsPointer {
    private static final int LONGEST = 1024;
    private static final byte[] FIRST_LINE =
            "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);

    private LfsPointer() {}

    /**
     * Hands content through.
     *
     * @throws RefusedException where it only stands for content that lies elsewhere
     */
    static byte[] refused(String path, byte[] content) {
        boolean pointer = content.length < LONGEST
                && content.length >= FIRST_LINE.length
                && Arrays.equals(content, 0, FIRST_LINE.length, FIRST_LINE, 0, FIRST_LINE.length);
        if (pointer) {
            throw new RefusedException(List.of(new Problem(
                    Place.of(path),
                    "is a Git LFS pointer: its content is not in the repository, and LFS is not read. Keep this file"
                            + " in Git itself (git lfs untrack, then git add --renormalize), or choose a path"
                            + " without it.")));
        }
        return content;
    }
}
