package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A small file that is always whole: whoever reads it while it is written, or after a crash, sees what it was before. */
final class JsonFile {
    private JsonFile() {}

    /** Puts a tree of maps, lists, texts, booleans and numbers in place of what was there. */
    static void write(Path file, Object tree) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, Json.write(tree));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
