package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files below a path of any tree, links resolved inside it. Whatever lies below the path and can't be read whole
 * (a link that leads out, a submodule) refuses the path: what is missing would otherwise look deleted.
 */
final class TreeFiles {
    /** A tree of a few objects can describe any number of entries, by links or by naming one folder many times. */
    private static final int MOST_ENTRIES = 200_000;

    /** More folders inside one another than any file system's path holds. */
    private static final int DEEPEST = 255;

    static final String SUBMODULE = "is a submodule, another repository, whose files this one does not hold."
            + " Choose a path without it, or give that repository a deployment project of its own.";

    private final Node root;
    private final String where;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private int entries;

    private TreeFiles(Node root, String where) {
        this.root = Objects.requireNonNull(root, "root");
        this.where = Objects.requireNonNull(where, "where");
    }

    /**
     * Lists.
     *
     * @param root the tree's root folder
     * @param path what {@link SourceTree#files} takes
     * @param where the tree, for messages
     */
    static List<SourceFile> below(Node root, String path, String where) {
        List<String> segments = TreePath.segments(path);
        TreeFiles listing = new TreeFiles(root, where);
        Spot start = listing.find(segments);
        listing.add(String.join("/", segments), start, start);
        if (!listing.problems.isEmpty()) {
            throw new RefusedException(listing.problems);
        }
        listing.files.sort(Comparator.comparing(SourceFile::path));
        return List.copyOf(listing.files);
    }

    private Spot find(List<String> segments) {
        try {
            return Spot.root(root).follow(segments);
        } catch (StrayException stray) {
            if (stray.byLink()) {
                throw new RefusedException("in " + where + ", " + stray.getMessage(), stray);
            }
            throw new RefusedException(nothingAt(segments, stray), stray);
        }
    }

    private String nothingAt(List<String> segments, StrayException stray) {
        Spot deepest = stray.deepest();
        String start = "there is no " + String.join("/", segments) + " in " + where + ": " + deepest.path();
        return switch (deepest.node().kind()) {
            case SUBMODULE -> start + " " + SUBMODULE;
            case FOLDER ->
                start + " has no " + stray.segment() + "."
                        + Nearest.hint(
                                stray.segment(), deepest.node().children().keySet())
                        + elsewhere(stray.segment());
            case FILE, LINK -> start + " is no folder." + elsewhere(stray.segment());
        };
    }

    /**
     * Adds what one entry stands for.
     *
     * @param path how it is reached, links included; empty for the root
     * @param spot what it stands for, no link
     * @param named the entry under that path, perhaps a link
     */
    private void add(String path, Spot spot, Spot named) {
        if (++entries > MOST_ENTRIES) {
            throw new RefusedException("there are more than " + MOST_ENTRIES + " files and folders below the path in "
                    + where + ". Choose a path that holds the manifests alone.");
        }
        switch (spot.node().kind()) {
            case FILE -> files.add(spot.node().file(path));
            case FOLDER -> addFolder(path, spot, named);
            case SUBMODULE -> problem(path, SUBMODULE);
            case LINK -> throw new IllegalStateException("unresolved: " + spot.path());
        }
    }

    private void addFolder(String path, Spot folder, Spot named) {
        if (open.size() >= DEEPEST) {
            problem(path, "lies more than " + DEEPEST + " folders deep, more than a path can hold.");
            return;
        }
        String real = folder.path();
        if (!open.add(real)) {
            problem(path, StrayException.loop(named).getMessage());
            return;
        }
        new TreeMap<>(folder.node().children()).keySet().forEach(name -> {
            Spot child = folder.child(name);
            String below = path.isEmpty() ? name : path + "/" + name;
            try {
                Spot resolved = child.resolved();
                add(below, resolved, child.node().kind() == Node.Kind.LINK ? child : named);
            } catch (StrayException stray) {
                problem(below, stray.getMessage());
            }
        });
        open.remove(real);
    }

    private void problem(String path, String message) {
        problems.add(new Problem(Place.of(path), message));
    }

    /** Where else in the tree something of that name lies: a path written from the wrong folder. */
    private String elsewhere(String name) {
        List<String> found = new ArrayList<>();
        search(Spot.root(root), name, found, 0);
        return found.isEmpty() ? "" : " There is " + String.join(", ", found) + ".";
    }

    private static void search(Spot folder, String name, List<String> found, int depth) {
        if (depth > 4) {
            return;
        }
        for (String each : new TreeMap<>(folder.node().children()).keySet()) {
            if (found.size() >= 3) {
                return;
            }
            Spot child = folder.child(each);
            if (each.equals(name)) {
                found.add(child.path());
            }
            search(child, name, found, depth + 1);
        }
    }
}
