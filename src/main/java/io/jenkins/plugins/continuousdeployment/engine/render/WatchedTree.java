package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree that takes down what is looked at in it, and what was found there. As long as another tree has the same in the
 * same places, whatever was made of this one can be made of that one, and is the same.
 */
final class WatchedTree implements SourceTree {
    private static final String ENTRY = "entry ";
    private static final String FILES = "files ";

    private final SourceTree tree;
    private final Map<String, String> seen = new LinkedHashMap<>();

    WatchedTree(SourceTree tree) {
        this.tree = tree;
    }

    @Override
    public Revision revision() {
        return tree.revision();
    }

    @Override
    public List<SourceFile> files(String path) {
        seen.computeIfAbsent(FILES + path, key -> tree.fingerprint(path));
        return tree.files(path);
    }

    @Override
    public Optional<TreeEntry> find(String path) {
        Optional<TreeEntry> found = tree.find(path);
        seen.put(ENTRY + path, sum(found));
        return found;
    }

    @Override
    public String fingerprint(String path) {
        return tree.fingerprint(path);
    }

    /** A file that was found. */
    SourceFile file(TreeEntry entry) {
        return tree.files(entry.path()).get(0);
    }

    /** What was seen where; empty where this tree can't tell whether another is the same. */
    Optional<Map<String, String>> seen() {
        return seen.containsValue("") ? Optional.empty() : Optional.of(Map.copyOf(seen));
    }

    /** Whether a tree has in all places what was seen there. */
    static boolean same(Map<String, String> seen, SourceTree tree) {
        try {
            return seen.entrySet().stream().allMatch(each -> each.getValue().equals(look(each.getKey(), tree)));
        } catch (RefusedException e) {
            return false;
        }
    }

    private static String look(String key, SourceTree tree) {
        return key.startsWith(ENTRY)
                ? sum(tree.find(key.substring(ENTRY.length())))
                : tree.fingerprint(key.substring(FILES.length()));
    }

    /** Of a folder only that it is one: what is looked at in it is seen by itself. */
    private static String sum(Optional<TreeEntry> found) {
        return found.map(entry -> entry.id().isEmpty()
                        ? ""
                        : entry.kind() + " " + entry.path() + (entry.isFile() ? " " + entry.id() : ""))
                .orElse("nothing");
    }

    /** Whoever opened the tree closes it. */
    @Override
    public void close() {}
}
