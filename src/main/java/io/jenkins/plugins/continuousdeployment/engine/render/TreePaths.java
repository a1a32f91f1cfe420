package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** Paths inside a source, with slashes; {@code .} for its root. */
final class TreePaths {
    private static final String ROOT = ".";

    private TreePaths() {}

    /**
     * Where a path leads that is written in a folder, as tools clean it: by its letters, without looking at links.
     *
     * @return nothing where it leads out of the source
     */
    static Optional<String> resolve(String folder, String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : Arrays.asList((folder + "/" + path).split("/"))) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!name.isEmpty() && !name.equals(ROOT)) {
                names.addLast(name);
            }
        }
        return Optional.of(names.isEmpty() ? ROOT : String.join("/", names));
    }

    /** A name in a folder. */
    static String child(String folder, String name) {
        return folder.equals(ROOT) ? name : folder + "/" + name;
    }

    /** The folder that something lies in. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? ROOT : path.substring(0, slash);
    }

    /** The last name of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether a path is a folder or lies in it. */
    static boolean isIn(String path, String folder) {
        return folder.equals(ROOT) || path.equals(folder) || path.startsWith(folder + "/");
    }
}
