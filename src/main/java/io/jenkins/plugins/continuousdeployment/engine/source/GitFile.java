package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A file of a commit.
 *
 * @param path how it was reached
 * @param id its content's
 * @param source where to read it
 */
record GitFile(String path, ObjectId id, GitSource source) implements SourceFile {
    GitFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
    }

    /** From the object's header; nothing is unpacked. */
    @Override
    public long size() {
        return source.reading(repository -> {
            try (ObjectReader reader = repository.newObjectReader()) {
                return reader.getObjectSize(id, Constants.OBJ_BLOB);
            }
        });
    }

    @Override
    public byte[] content() {
        Sizes.check(path, size());
        byte[] content = source.reading(
                repository -> repository.open(id, Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE));
        return LfsPointer.refused(path, content);
    }
}
