package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that can't be followed: each says where and why, and nothing is written in it. */
class BadMarkerTest {
    private static final String WEB = "default:web=ghcr.io/shop/web:1.2";
    private static final String MARKER = "# {\"$imagepolicy\": \"default:web\"}";
    private static final String GOOD = "good: old " + MARKER + "\n";

    @Test
    void brokenJson() {
        refused("image: a # {\"$imagepolicy\": \"default:web\"\n", "2:10", "is no JSON");
        refused("image: a # {\"$imagepolicy\": 'default:web'}\n", "2:10", "is no JSON");
        refused("image: a # {\"$imagepolicy\": \"default:web\"} behind\n", "2:10", "is no JSON");
        refused("image: a # {\"$imagepolicy\": 7}\n", "2:10", "names no policy");
        refused("image: a # {\"$imagepolicy\": \" \"}\n", "2:10", "names no policy");
        refused("image: a # {\"x\": \"$imagepolicy\"}\n", "2:10", "names no policy");
    }

    @Test
    void twoMarkersForOneValue() {
        refused("image: a " + MARKER + " " + MARKER + "\n", "2:10", "two markers stand in one line");
        refused(
                "image: a # {\"$imagepolicy\": \"default:web\", \"$imagepolicy\": \"default:web\"}\n",
                "2:10",
                "two markers stand in one line");
        refused("x: y\n" + MARKER + "\nimage: a " + MARKER + "\n", "4:10", "has another marker at line 3");
    }

    @Test
    void markerOnNoScalar() {
        refused("spec: " + MARKER + "\n  image: a\n", "2:7", "stands on a map; put it behind the value in there");
        refused("list: " + MARKER + "\n- a\n", "2:7", "stands on a list");
        refused("image: {repository: a, tag: b} " + MARKER + "\n", "2:32", "which of its values is meant");
        refused("args: [a, b] " + MARKER + "\n", "2:14", "which of its values is meant");
        refused(MARKER + "\nx: {image: a, sideImage: b}\n", "2:1", "which of its values is meant");
        refused("list:\n" + MARKER + "\n- name: a\n  image: b\n", "3:1", "which of its values is meant");
        refused("image: " + MARKER + "\n", "2:8", "stands on no value");
        refused("image: a\n" + MARKER + "\n", "3:1", "stands on no value");
        refused(MARKER + "\n# between\nimage: a\n", "2:1", "stands on no value");
        refused(MARKER + "\n\nimage: a\n", "2:1", "stands on no value");
        refused(MARKER + "\nspec:\n  image: a\n", "2:1", "stands on a map");
        refused("image: " + MARKER + "\n  a\n", "2:8", "the value stands at line 3");
        refused("image: {\n  a: b\n} " + MARKER + "\n", "4:3", "stands on no value");
        refused("image: a\n--- " + MARKER + "\n", "3:5", "stands on no value");
    }

    @Test
    void scalarThatCantBeChanged() {
        refused("x: &a b\nimage: *a " + MARKER + "\n", "3:11", "the value is the alias *a");
        refused("image: | " + MARKER + "\n  a\n  b\n", "2:10", "a block that has not exactly one line");
        refused("image: > " + MARKER + "\n\n\nb: c\n", "2:10", "a block that has not exactly one line");
        refused("image: !!int 1 " + MARKER + "\n", "2:16", "a tag that says it is no string");
        refused("image: !other a " + MARKER + "\n", "2:17", "a tag that says it is no string");
        refused("image: a # {\"$imagepolicy\": \"default:web:digest\"}\n", "2:8", "a digest is to stand here");
    }

    @Test
    void fileThatIsNoYaml() {
        refused("image: {{ .Values.image }} " + MARKER + "\n", "2:", "");
        refused("image: 'a " + MARKER + "\n", "2:8", "the quote that opens here is never closed");
        refused("\timage: a " + MARKER + "\n", "2:1", "a tab can't indent");
        refused("image: *b\n", "2:8", "no anchor \"b\" stands before this alias");
    }

    private static void refused(String bad, String place, String message) {
        byte[] whole = Editing.bytes(GOOD + bad);
        Edited edited = ImageEdits.edit(
                Map.of("bad.yaml", whole, "good.yaml", Editing.bytes(GOOD)),
                Map.of("default:web", ImageReference.parse("ghcr.io/shop/web:1.2")),
                EditOptions.DEFAULT);
        assertThat(edited.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith("bad.yaml:" + place).contains(message);
        });
        assertThat(edited.files()).containsOnlyKeys("good.yaml");
        assertThat(edited.places()).extracting(at -> at.place().place().file()).containsOnly("good.yaml");
    }

    @Test
    void wrongEncodingAndSize() {
        byte[] latin = (GOOD + "a: \u00e4\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] large = Editing.bytes(GOOD + "#".repeat(200) + "\n");
        byte[] unmarked = Editing.bytes("a: b\n" + "#".repeat(200) + "\n");
        Edited edited = ImageEdits.edit(
                Map.of("latin.yaml", latin, "large.yaml", large, "unmarked.yaml", unmarked),
                Map.of("default:web", ImageReference.parse("w:1")),
                EditOptions.DEFAULT.withMaxFileBytes(100));
        assertThat(edited.files()).isEmpty();
        assertThat(edited.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "large.yaml: has 245 bytes, more than the 100 that a file with images may have; put what names them"
                                + " into a file of its own",
                        "latin.yaml:2:4: the file is not UTF-8 from here on; save it as UTF-8");
    }

    @Test
    void utf16WithItsMarkIsEdited() {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] before = ("\ufeff" + GOOD).getBytes(charset);
            Edited edited = ImageEdits.edit(
                    Map.of("a.yaml", before), Map.of("default:web", ImageReference.parse("w:1")), EditOptions.DEFAULT);
            assertThat(edited.files().get("a.yaml"))
                    .isEqualTo(("\ufeff" + GOOD.replace("old", "w:1")).getBytes(charset));
        }
    }

    @Test
    void unknownPolicyIsANoteWithWhatMayBeMeant() {
        Edited edited = Editing.edit(
                "a.yaml",
                GOOD
                        + "image: a # {\"$imagepolicy\": \"default:wep\"}\nspec: # {\"$imagepolicy\": \"elsewhere:x\"}\n  a: b\n",
                EditOptions.DEFAULT,
                WEB);
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.files()).hasSize(1);
        assertThat(edited.notes())
                .extracting(Object::toString)
                .containsExactly(
                        "a.yaml:2:10: the marker names the policy default:wep, which is not known here; the value is left"
                                + " alone. Did you mean default:web?",
                        "a.yaml:3:7: the marker names the policy elsewhere:x, which is not known here; the value is left"
                                + " alone.");
    }

    @Test
    void whatPoliciesChoseMustBeImages() {
        for (String image : List.of(
                "web",
                "web:1 ",
                "we b:1",
                "web:a#b",
                "web@sha256:00",
                ":1",
                "web:" + "a".repeat(129),
                "a\nb:1",
                "../a:1",
                "Web:1",
                "a/B:1",
                "a//b:1",
                "a:1@sha256:" + "g".repeat(64))) {
            assertThatThrownBy(() -> Editing.edit("a.yaml", GOOD, EditOptions.DEFAULT, "p:w=" + image))
                    .as(image)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("p:w=");
        }
    }

    @Test
    void filesOfOtherNamesAndWithoutImagesAreNotLookedAt() {
        Edited edited = ImageEdits.edit(
                Map.of("README.md", Editing.bytes(GOOD), "templates/a.yaml", Editing.bytes("{{ x }}\n  - : y")),
                Map.of("default:web", ImageReference.parse("w:1")),
                EditOptions.DEFAULT);
        assertThat(edited.files()).isEmpty();
        assertThat(edited.problems()).isEmpty();
    }
}
