package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manifests that people published, where they lie beside the checkout (or where {@code CD_SHARED} says). */
class RealFilesTest {
    /** A scalar after {@code image:}, alone on its line. */
    private static final Pattern IMAGE = Pattern.compile("(?m)^( *(?:- )?image: *)([\"']?)([^\\s\"'#|>&*{]+)\\2 *$");

    @Test
    void markedImagesAreChangedAndNothingElse() throws IOException {
        int places = 0;
        for (Path file : files()) {
            String text = Files.readString(file);
            String marked = IMAGE.matcher(text).replaceAll("$1$2$3$2 # {\"\\$imagepolicy\": \"a:b\"}");
            String expected =
                    IMAGE.matcher(text).replaceAll("$1$2example.com/new:1.2$2 # {\"\\$imagepolicy\": \"a:b\"}");
            String name = file.getFileName().toString();
            Edited edited = Editing.edit(name, marked, EditOptions.DEFAULT, "a:b=example.com/new:1.2");
            assertThat(edited.problems()).as("%s", file).isEmpty();
            assertThat(edited.files().containsKey(name)).isEqualTo(!marked.equals(text));
            if (!marked.equals(text)) {
                assertThat(edited.files().get(name)).asString().as("%s", file).isEqualTo(expected);
            }
            places += edited.places().size();
        }
        assertThat(places).isGreaterThan(30);
        System.out.println("Markers in published files: " + places + " places edited");
    }

    @Test
    void imagesAreFoundByName() throws IOException {
        int places = 0;
        for (Path file : files()) {
            String text = Files.readString(file);
            Matcher image = IMAGE.matcher(text);
            while (image.find()) {
                ImageReference present = ImageReference.parse(image.group(3));
                ImageReference wanted = new ImageReference(present.repository(), "made-up-1.0", "");
                Edited edited = ImageEdits.edit(
                        Map.of("a.yaml", text.getBytes(StandardCharsets.UTF_8)),
                        Map.of("p", wanted),
                        EditOptions.DEFAULT.withByName(true));
                assertThat(edited.problems()).as("%s", file).isEmpty();
                for (EditedPlace place : edited.places()) {
                    assertThat(place.newText()).isEqualTo(present.repository() + ":made-up-1.0");
                }
                places += edited.places().size();
            }
        }
        assertThat(places).isGreaterThan(30);
    }

    private static List<Path> files() throws IOException {
        String shared = System.getProperty("CD_SHARED", System.getenv("CD_SHARED"));
        Path root = shared == null ? Path.of(System.getProperty("checkout"), "..", "shared") : Path.of(shared);
        Path folder = root.resolve("cases/manifests");
        assumeTrue(Files.isDirectory(folder), "published manifests are not there: " + folder);
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> ImageEdits.looksAt(path.toString().replace('\\', '/')))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
