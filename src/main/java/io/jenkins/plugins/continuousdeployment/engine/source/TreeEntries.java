package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at single paths of any tree. */
final class TreeEntries {
    private TreeEntries() {}

    /**
     * What lies at a path.
     *
     * @param root the tree's root folder
     * @param path as {@link SourceTree#find} takes it
     */
    static Optional<TreeEntry> find(Node root, String path) {
        List<String> segments = TreePath.segments(path);
        List<TreeEntry.Link> links = new ArrayList<>();
        try {
            Spot spot = Spot.root(root)
                    .follow(
                            segments,
                            link -> links.add(
                                    new TreeEntry.Link(link.path(), link.node().target())));
            return switch (spot.node().kind()) {
                case FILE -> Optional.of(entry(TreeEntry.Kind.FILE, spot, links));
                case FOLDER -> Optional.of(entry(TreeEntry.Kind.FOLDER, spot, links));
                case SUBMODULE -> throw refused(path, TreeFiles.SUBMODULE);
                case LINK -> throw new IllegalStateException("unresolved: " + spot.path());
            };
        } catch (StrayException stray) {
            if (stray.byLink()) {
                throw refused(path, stray.getMessage());
            }
            return Optional.empty();
        }
    }

    private static TreeEntry entry(TreeEntry.Kind kind, Spot spot, List<TreeEntry.Link> links) {
        return new TreeEntry(kind, spot.path(), spot.node().id(), links);
    }

    private static RefusedException refused(String path, String message) {
        return new RefusedException(List.of(new Problem(Place.of(path), message)));
    }
}
