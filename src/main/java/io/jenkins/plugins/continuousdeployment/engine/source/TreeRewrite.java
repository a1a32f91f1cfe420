package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Puts other files into a tree. Each tree object on the way is copied byte for byte with nothing but ids replaced, so
 * that order, modes (old ones too) and all other entries, submodules and links among them, stay what they are. Only the
 * folders on the way are read.
 */
final class TreeRewrite {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeRewrite(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /**
     * The new tree's id.
     *
     * @param blobs the new files' ids by their paths, all of which exist
     */
    ObjectId of(ObjectId tree, Map<String, ObjectId> blobs) throws IOException {
        Map<String, ObjectId> here = new HashMap<>();
        Map<String, Map<String, ObjectId>> below = new HashMap<>();
        blobs.forEach((path, blob) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                here.put(path, blob);
            } else {
                below.computeIfAbsent(path.substring(0, slash), name -> new HashMap<>())
                        .put(path.substring(slash + 1), blob);
            }
        });
        byte[] bytes = reader.open(tree, Constants.OBJ_TREE).getBytes();
        for (int at = 0; at < bytes.length; ) {
            int space = indexOf(bytes, ' ', at, tree);
            int end = indexOf(bytes, '\0', space, tree);
            String name = new String(bytes, space + 1, end - space - 1, StandardCharsets.UTF_8);
            ObjectId other = here.remove(name);
            Map<String, ObjectId> inside = below.remove(name);
            if (inside != null) {
                other = of(ObjectId.fromRaw(bytes, end + 1), inside);
            }
            if (other != null) {
                other.copyRawTo(bytes, end + 1);
            }
            at = end + 1 + Constants.OBJECT_ID_LENGTH;
        }
        if (!here.isEmpty() || !below.isEmpty()) {
            throw new IllegalArgumentException("no such paths in " + tree.name() + ": " + here + below);
        }
        return inserter.insert(Constants.OBJ_TREE, bytes);
    }

    private static int indexOf(byte[] bytes, char wanted, int from, ObjectId tree) throws CorruptObjectException {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        throw new CorruptObjectException(tree, "an entry has no end");
    }
}
