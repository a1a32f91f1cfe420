package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Edits of single files, for tests. */
final class Editing {
    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private Editing() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Edited edit(String file, String text, EditOptions options, String... targets) {
        Map<String, ImageReference> images = new TreeMap<>();
        for (String target : targets) {
            images.put(
                    target.substring(0, target.indexOf('=')),
                    ImageReference.parse(target.substring(target.indexOf('=') + 1)));
        }
        return ImageEdits.edit(Map.of(file, bytes(text)), images, options);
    }

    /** The text of a file after an edit that nothing stands against. */
    static String after(String file, String text, EditOptions options, String... targets) {
        Edited edited = edit(file, text, options, targets);
        assertThat(edited.problems()).isEmpty();
        return edited.files().containsKey(file) ? new String(edited.files().get(file), StandardCharsets.UTF_8) : text;
    }

    /** The same for markers alone, in a file of manifests. */
    static String after(String text, String... targets) {
        return after("a.yaml", text, EditOptions.DEFAULT, targets);
    }
}
