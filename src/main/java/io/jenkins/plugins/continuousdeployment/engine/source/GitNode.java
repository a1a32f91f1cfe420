package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** An entry of a commit's tree, read from the object database. */
final class GitNode extends Node {
    /** Longer than any path; a link's target is kept as a file's content. */
    private static final int LONGEST_TARGET = 65_536;

    private static final Set<String> IMPOSSIBLE = Set.of("", ".", "..");

    private final Repository repository;
    private final GitSource source;
    private final ObjectId id;

    private GitNode(Kind kind, Repository repository, GitSource source, ObjectId id) {
        super(kind);
        this.repository = repository;
        this.source = source;
        this.id = id;
    }

    static GitNode root(Repository repository, GitSource source, ObjectId tree) {
        return new GitNode(Kind.FOLDER, repository, source, tree);
    }

    @Override
    Map<String, Node> read() {
        Map<String, Node> children = new HashMap<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, id);
            for (; !entries.eof(); entries.next()) {
                String name = entries.getEntryPathString();
                Kind kind = kind(entries.getEntryFileMode());
                if (IMPOSSIBLE.contains(name) || name.indexOf('/') >= 0) {
                    throw new RefusedException("the tree " + id.name() + " holds an entry with the name '" + name
                            + "', which Git itself would never write. Do not trust this commit.");
                }
                if (kind != null && !Constants.DOT_GIT.equals(name)) {
                    children.put(name, new GitNode(kind, repository, source, entries.getEntryObjectId()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return children;
    }

    private static Kind kind(FileMode mode) {
        return switch (mode.getObjectType()) {
            case Constants.OBJ_TREE -> Kind.FOLDER;
            case Constants.OBJ_COMMIT -> Kind.SUBMODULE;
            case Constants.OBJ_BLOB -> FileMode.SYMLINK.equals(mode) ? Kind.LINK : Kind.FILE;
            default -> null;
        };
    }

    @Override
    String target() {
        try {
            byte[] target = repository.open(id, Constants.OBJ_BLOB).getBytes(LONGEST_TARGET);
            return new String(target, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    String id() {
        return id.name();
    }

    @Override
    SourceFile file(String path) {
        return new GitFile(path, id, source);
    }
}
