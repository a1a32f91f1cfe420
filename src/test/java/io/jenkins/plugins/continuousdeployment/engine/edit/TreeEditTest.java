package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.source.FolderSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a tree. */
class TreeEditTest {
    private static final String WEB = "image: nginx # {\"$imagepolicy\": \"shop:web\"}\n";

    @TempDir
    private Path folder;

    @Test
    void filesBelowThePathAreEditedAndLinksAreNot() throws IOException {
        for (String file :
                new String[] {"base/web.yaml", "deploy/web.yml", "deploy/Kustomization", "deploy/README.md"}) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), WEB);
        }
        Files.createSymbolicLink(folder.resolve("deploy/base"), Path.of("../base"));
        Files.createSymbolicLink(folder.resolve("deploy/link.yaml"), Path.of("web.yml"));
        Files.writeString(folder.resolve("deploy/large.yaml"), "#".repeat(1_000));
        Map<String, ImageReference> targets = Map.of("shop:web", ImageReference.parse("nginx:1.25"));
        try (SourceTree tree = new FolderSource(folder)) {
            Edited edited = ImageEdits.edit(tree, "deploy", targets, EditOptions.DEFAULT.withMaxFileBytes(100));
            assertThat(edited.files()).containsOnlyKeys("deploy/web.yml", "deploy/Kustomization");
            assertThat(edited.files().get("deploy/web.yml")).asString().isEqualTo(WEB.replace("nginx", "nginx:1.25"));
            assertThat(edited.problems()).isEmpty();
            assertThat(edited.notes())
                    .singleElement()
                    .hasToString("deploy/large.yaml: has 1,000 bytes and was not searched for images");
            assertThat(ImageEdits.edit(tree, ".", targets, EditOptions.DEFAULT).files())
                    .containsOnlyKeys("base/web.yaml", "deploy/web.yml", "deploy/Kustomization");
        }
    }

    /** Time grows with the size, not with its square. */
    @Test
    void manyMarkersInOneFile() {
        String own = "- image: nginx # {\"$imagepolicy\": \"shop:web\"}\n".repeat(20_000);
        String foreign = "- image: nginx # {\"$imagepolicy\": \"else:where\"}\n".repeat(20_000);
        Edited edited = Editing.edit("a.yaml", own + foreign, EditOptions.DEFAULT, "shop:web=nginx:1.25");
        assertThat(edited.places()).hasSize(20_000);
        assertThat(edited.notes()).hasSize(20_000);
        assertThat(edited.files().get("a.yaml")).asString().isEqualTo(own.replace("nginx", "nginx:1.25") + foreign);
        String line = "{x: [" + "{image: nginx}, ".repeat(20_000) + "y]}\n";
        assertThat(Editing.edit(
                                "a.yaml",
                                "# {\"$imagepolicy\": \"shop:web\"}\n" + line,
                                EditOptions.DEFAULT,
                                "shop:web=n:1")
                        .problems())
                .hasSize(1);
    }
}
