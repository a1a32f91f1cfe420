package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for a folder as for a commit. */
abstract class SourceTreeContract {
    /** Puts a file into the tree to be. */
    abstract void put(String path, byte[] content) throws IOException;

    /** Puts a symbolic link into the tree to be. */
    abstract void link(String path, String target) throws IOException;

    /** The tree of all that was put. */
    abstract SourceTree open() throws IOException;

    final void put(String path, String content) throws IOException {
        put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> paths(String path) throws IOException {
        try (SourceTree tree = open()) {
            return tree.files(path).stream().map(SourceFile::path).toList();
        }
    }

    private String text(String path) throws IOException {
        try (SourceTree tree = open()) {
            return new String(tree.files(path).get(0).content(), StandardCharsets.UTF_8);
        }
    }

    private void layout() throws IOException {
        for (String path :
                List.of("z.yaml", "deploy/b.yaml", "deploy/a.yaml", "deploy/sub/c.yaml", "deploy-x/d.yaml")) {
            put(path, "# " + path + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".|deploy-x/d.yaml deploy/a.yaml deploy/b.yaml deploy/sub/c.yaml z.yaml",
                "''|deploy-x/d.yaml deploy/a.yaml deploy/b.yaml deploy/sub/c.yaml z.yaml",
                "deploy|deploy/a.yaml deploy/b.yaml deploy/sub/c.yaml",
                "./deploy/|deploy/a.yaml deploy/b.yaml deploy/sub/c.yaml",
                "deploy//sub/.|deploy/sub/c.yaml",
                "deploy/a.yaml|deploy/a.yaml",
            })
    void listsAllBelowAPathInTheOrderOfTheirPaths(String path, String files) throws IOException {
        layout();

        assertThat(paths(path)).isEqualTo(Arrays.asList(files.split(" ")));
    }

    @Test
    void knowsSizeAndContent() throws IOException {
        put("a.yaml", "größe: 1\n");

        try (SourceTree tree = open()) {
            SourceFile file = tree.files("a.yaml").get(0);
            assertThat(file.size()).isEqualTo(11);
            assertThat(file.content()).asString(StandardCharsets.UTF_8).isEqualTo("größe: 1\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "..|contains '..'",
                "deploy/../..|contains '..'",
                "deploy/../deploy|contains '..'",
                "/deploy|begins with a slash: a path is relative to the root of the repository. Write deploy.",
                "/|Write .",
                "deploy/prod|there is no deploy/prod in",
                "deplyo|has no deplyo. Did you mean deploy?",
                "sub|has no sub. There is deploy/sub.",
                "z.yaml/a|z.yaml is no folder.",
            })
    void refusesAPathThatIsNotThere(String path, String message) throws IOException {
        layout();

        assertThatThrownBy(() -> paths(path))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "\u001b[2J"})
    void refusesControlCharactersInAPathAndPrintsNone(String path) throws IOException {
        layout();

        assertThatThrownBy(() -> paths(path))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("control character")
                .hasMessageNotContaining(path);
    }

    @Test
    void followsLinksInsideTheTree() throws IOException {
        layout();
        link("deploy/to-file.yaml", "../z.yaml");
        link("deploy/to-folder", "./../deploy-x");
        link("deploy/twice", "to-folder");
        link("up", "deploy/sub");

        assertThat(paths("deploy"))
                .containsExactly(
                        "deploy/a.yaml",
                        "deploy/b.yaml",
                        "deploy/sub/c.yaml",
                        "deploy/to-file.yaml",
                        "deploy/to-folder/d.yaml",
                        "deploy/twice/d.yaml");
        assertThat(text("deploy/to-file.yaml")).isEqualTo("# z.yaml\n");
        assertThat(text("deploy/twice/d.yaml")).isEqualTo("# deploy-x/d.yaml\n");
        assertThat(paths("up")).containsExactly("up/c.yaml");
        assertThat(paths("deploy/twice/d.yaml")).containsExactly("deploy/twice/d.yaml");
    }

    @Test
    void aLinkedFileHasTheSizeOfItsTarget() throws IOException {
        put("a.yaml", "0123456789");
        link("b.yaml", "a.yaml");

        try (SourceTree tree = open()) {
            assertThat(tree.files("b.yaml").get(0).size()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/passwd|leads out of the tree",
                "../../../../etc/passwd|leads out of the tree",
                "../..|leads out of the tree",
                "bad.yaml|leads in a circle",
                "..|leads in a circle",
                ".|leads in a circle",
                "nowhere/x.yaml|leads to nothing: there is no nowhere in deploy.",
                "a.yaml/x|leads to nothing: there is no x in deploy/a.yaml.",
            })
    void refusesALinkThatLeadsToNoFileOfTheTree(String target, String message) throws IOException {
        layout();
        link("deploy/bad.yaml", target);

        for (String path : List.of("deploy", ".")) {
            assertThatThrownBy(() -> paths(path))
                    .as(path)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("deploy/bad.yaml -> " + target + " " + message);
        }
        assertThat(paths("deploy/sub")).as("elsewhere it does no harm").containsExactly("deploy/sub/c.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "bad/a.yaml"})
    void refusesAPathThroughSuchALink(String path) throws IOException {
        layout();
        link("bad", "../elsewhere");

        assertThatThrownBy(() -> paths(path))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the symbolic link bad -> ../elsewhere leads out of the tree");
    }

    @Test
    void aSoundLinkIsNotBlamedForWhatItsFolderLacks() throws IOException {
        layout();
        link("good", "deploy");

        assertThatThrownBy(() -> paths("good/c.yaml"))
                .hasMessageContaining("there is no good/c.yaml in")
                .hasMessageContaining(
                        "deploy has no c.yaml. Did you mean a.yaml or b.yaml? There is deploy/sub/c.yaml.");
    }

    @Test
    void refusesLinksThatLeadToOneAnother() throws IOException {
        layout();
        link("deploy/left", "right");
        link("deploy/right", "left");

        assertThatThrownBy(() -> paths("deploy"))
                .hasMessageContaining("deploy/left")
                .hasMessageContaining("deploy/right")
                .hasMessageContaining("leads in a circle");
    }

    @Test
    void refusesALinkBackToAFolderAboveWhereverItStarts() throws IOException {
        layout();
        link("deploy/sub/top", "../..");

        for (String path : List.of(".", "deploy", "deploy/sub")) {
            assertThatThrownBy(() -> paths(path))
                    .as(path)
                    .hasMessageContaining("deploy/sub/top -> ../.. leads in a circle");
        }
    }

    @Test
    void namesEveryLinkThatIsWrong() throws IOException {
        layout();
        link("deploy/one", "/x");
        link("deploy/sub/two", "gone");

        assertThatThrownBy(() -> paths("."))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.problems())
                        .extracting(problem -> problem.place().file())
                        .containsExactly("deploy/one", "deploy/sub/two"));
    }

    @Test
    void linksThatDoubleAtEachStepAreRefusedNotFollowedToTheEnd() throws IOException {
        put("00/a.yaml", "a: 1\n");
        for (int i = 1; i < 25; i++) {
            link("%02d/left".formatted(i), "../%02d".formatted(i - 1));
            link("%02d/right".formatted(i), "../%02d".formatted(i - 1));
        }

        assertThatThrownBy(() -> paths("24"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("more than 200000 files and folders");
    }

    @Test
    void refusesAnLfsPointerWhenItIsRead() throws IOException {
        put("big.yaml", """
                version https://git-lfs.github.com/spec/v1
                oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
                size 12345
                """);
        put("notes.yaml", "# version https://git-lfs.github.com/spec/v1\n");

        assertThat(paths(".")).containsExactly("big.yaml", "notes.yaml");
        assertThatThrownBy(() -> text("big.yaml"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("big.yaml: is a Git LFS pointer")
                .hasMessageContaining("git lfs untrack");
        assertThat(text("notes.yaml")).startsWith("# version");
    }

    @Test
    void refusesFoldersWithoutEnd() throws IOException {
        put("d/".repeat(300) + "a.yaml", "a: 1\n");

        assertThatThrownBy(() -> paths(".")).hasMessageContaining("more than 255 folders deep");
    }

    private Optional<TreeEntry> find(String path) throws IOException {
        try (SourceTree tree = open()) {
            return tree.find(path);
        }
    }

    @Test
    void findsWhatLiesAtAPathAndTheLinksThatLeadThere() throws IOException {
        layout();
        link("to-deploy", "./deploy");
        link("deploy/to-x", "../deploy-x");
        link("up/to-file.yaml", "../to-deploy/to-x/d.yaml");

        assertThat(find(".")).hasValueSatisfying(root -> {
            assertThat(root.isFolder()).isTrue();
            assertThat(root.path()).isEqualTo(".");
        });
        assertThat(find("deploy/a.yaml")).hasValueSatisfying(file -> {
            assertThat(file.isFile()).isTrue();
            assertThat(file.links()).isEmpty();
        });
        assertThat(find("up/to-file.yaml")).hasValueSatisfying(file -> {
            assertThat(file.path()).isEqualTo("deploy-x/d.yaml");
            assertThat(file.links())
                    .containsExactly(
                            new TreeEntry.Link("up/to-file.yaml", "../to-deploy/to-x/d.yaml"),
                            new TreeEntry.Link("to-deploy", "./deploy"),
                            new TreeEntry.Link("deploy/to-x", "../deploy-x"));
        });
        for (String nothing : List.of("x", "deploy/x", "z.yaml/x", "to-deploy/x")) {
            assertThat(find(nothing)).as(nothing).isEmpty();
        }
    }

    @Test
    void findingRefusesALinkThatLeadsToNothing() throws IOException {
        link("bad", "../elsewhere");
        link("gone", "nowhere");

        assertThatThrownBy(() -> find("bad/x"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("bad -> ../elsewhere leads out of the tree");
        assertThatThrownBy(() -> find("gone"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("gone -> nowhere leads to nothing");
    }
}
