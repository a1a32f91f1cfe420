package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Objects;

/** Reads the path a definition gives: relative, with slashes, never upwards. */
final class TreePath {
    private TreePath() {}

    /**
     * The folders and perhaps the file that a path names, from the root; empty for the root itself.
     *
     * @param path {@code .} or nothing for the root; a leading {@code ./} and a trailing slash are dropped
     * @throws RefusedException where it is absolute, contains {@code ..} or a character that no path may have
     */
    static List<String> segments(String path) {
        Objects.requireNonNull(path, "path");
        if (path.startsWith("/")) {
            throw new RefusedException("path " + path
                    + " begins with a slash: a path is relative to the root of the repository. Write "
                    + relative(path) + ".");
        }
        if (path.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
            throw new RefusedException("path '" + path.replaceAll("\\p{Cntrl}", "?")
                    + "' contains a control character. Write the path of a folder or a file of the repository.");
        }
        List<String> segments = List.of(path.split("/")).stream()
                .filter(segment -> !segment.isEmpty() && !".".equals(segment))
                .toList();
        if (segments.contains("..")) {
            throw new RefusedException("path " + path
                    + " contains '..': a path may not leave the repository. Write it from the repository's root.");
        }
        return segments;
    }

    private static String relative(String path) {
        String stripped = path.replaceFirst("^/+", "");
        return stripped.isEmpty() ? "." : stripped;
    }
}
