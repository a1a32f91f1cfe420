package io.jenkins.plugins.continuousdeployment.engine.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sums up what lies below a path of a tree whose entries have ids: a folder's id, and that of everything that links in it
 * lead to. Folders are walked for their links alone; no content is read.
 */
final class Fingerprint {
    /** Beyond it the whole tree stands for the path. */
    private static final int MOST_ENTRIES = 200_000;

    private final TreeMap<String, String> parts = new TreeMap<>();
    private final Set<String> walked = new HashSet<>();
    private int entries;

    private Fingerprint() {}

    /**
     * The sum.
     *
     * @param path as {@link SourceTree#fingerprint} takes it
     */
    static String of(Node root, String path) {
        Fingerprint fingerprint = new Fingerprint();
        try {
            fingerprint.add(Spot.root(root).follow(TreePath.segments(path)));
        } catch (StrayException stray) {
            fingerprint.parts.put(path, "nothing: " + stray.getMessage());
        }
        if (fingerprint.entries > MOST_ENTRIES) {
            return root.id();
        }
        return fingerprint.sum();
    }

    private void add(Spot spot) {
        parts.put(spot.path(), spot.node().id());
        links(spot);
    }

    private void links(Spot folder) {
        if (folder.node().kind() != Node.Kind.FOLDER || !walked.add(folder.path())) {
            return;
        }
        for (String name : folder.node().children().keySet()) {
            if (++entries > MOST_ENTRIES) {
                return;
            }
            Spot child = folder.child(name);
            if (child.node().kind() == Node.Kind.LINK) {
                follow(child);
            } else {
                links(child);
            }
        }
    }

    private void follow(Spot link) {
        try {
            add(link.resolved());
        } catch (StrayException stray) {
            parts.put(link.path(), "stray: " + stray.getMessage());
        }
    }

    private String sum() {
        if (parts.size() == 1) {
            return parts.firstEntry().getKey() + " " + parts.firstEntry().getValue();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach((path, id) -> digest.update((path + "\0" + id + "\0").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
