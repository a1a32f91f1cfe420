package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdctl images update} in a folder. */
class ImagesUpdateTest {
    private static final String WEB = "image: nginx:1.24 # {\"$imagepolicy\": \"shop:web\"}\r\n";
    private static final String SET = "shop:web=ghcr.io/shop/web:1.25";

    @TempDir
    private Path folder;

    private record Answer(int code, String out, String err) {}

    private static Answer cdctl(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cdctl.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Answer update(String... more) {
        List<String> arguments = new ArrayList<>(List.of("images", "update", "--dir", folder.toString(), "--set", SET));
        arguments.addAll(List.of(more));
        return cdctl(arguments.toArray(String[]::new));
    }

    private Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void filesAreEditedInPlaceAndKeepTheirMode() throws IOException {
        Path web = write("deploy/web.yaml", WEB);
        Files.setPosixFilePermissions(web, PosixFilePermissions.fromString("rwxr-x---"));
        write("deploy/other.yaml", "image: nginx:1.24\n");
        write(".git/web.yaml", WEB);
        write("notes.txt", WEB);
        List<String> before = names();
        Answer answer = update();
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo("deploy/web.yaml:1:8  nginx:1.24 -> ghcr.io/shop/web:1.25  (shop:web)\n");
        assertThat(answer.code()).isZero();
        assertThat(Files.readString(web)).isEqualTo(WEB.replace("nginx:1.24", "ghcr.io/shop/web:1.25"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(web)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.readString(folder.resolve(".git/web.yaml"))).isEqualTo(WEB);
        assertThat(Files.readString(folder.resolve("notes.txt"))).isEqualTo(WEB);
        assertThat(names()).isEqualTo(before);
        assertThat(update().err()).isEqualTo("Nothing to change\n");
    }

    @Test
    void linksStayLinksAndNothingOutsideIsTouched(@TempDir Path outside) throws IOException {
        Path stranger = Files.writeString(outside.resolve("a.yaml"), WEB);
        Path real = write("a/real.yaml", WEB);
        Files.createSymbolicLink(folder.resolve("out.yaml"), stranger);
        Files.createSymbolicLink(folder.resolve("outside"), outside);
        Files.createSymbolicLink(folder.resolve("in.yaml"), Path.of("a/real.yaml"));
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), Path.of("missing"));
        assertThat(update().code()).isZero();
        assertThat(Files.readString(stranger)).isEqualTo(WEB);
        assertThat(Files.readString(real)).contains("ghcr.io/shop/web:1.25");
        assertThat(Files.isSymbolicLink(folder.resolve("in.yaml"))).isTrue();
        assertThat(Files.isSymbolicLink(folder.resolve("out.yaml"))).isTrue();
    }

    @Test
    void dryRunShowsADiffThatGitAppliesAndChangesNothing() throws IOException {
        write("a.yaml", "# one\n# two\n# three\n# four\n" + WEB.replace("\r", "") + "last: line");
        write("b/crlf.yaml", "a: b\r\n" + WEB);
        write("c.yaml", "a: b\n" + WEB.strip());
        Answer dry = update("--dry-run");
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).startsWith("""
                        --- a/a.yaml
                        +++ b/a.yaml
                        @@ -2,5 +2,5 @@
                         # two
                         # three
                         # four
                        -image: nginx:1.24 # {"$imagepolicy": "shop:web"}
                        +image: ghcr.io/shop/web:1.25 # {"$imagepolicy": "shop:web"}
                         last: line
                        \\ No newline at end of file
                        """);
        assertThat(Files.readString(folder.resolve("b/crlf.yaml"))).isEqualTo("a: b\r\n" + WEB);
        Programs.Output applied =
                Programs.run(folder, Map.of("HOME", folder.toString()), dry.out(), List.of("git", "apply", "-"));
        assertThat(applied.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("b/crlf.yaml")))
                .isEqualTo("a: b\r\n" + WEB.replace("nginx:1.24", "ghcr.io/shop/web:1.25"));
        assertThat(update().err()).isEqualTo("Nothing to change\n");
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        write("web.yaml", "---\n---\nkind: Pod\nmetadata: {name: web}\n" + WEB);
        write("x.yaml", "image: a # {\"$imagepolicy\": \"shop:wob\"}\n");
        JsonNode json = new ObjectMapper().readTree(update("-o", "json").out());
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(json.path("dryRun").asBoolean()).isFalse();
        assertThat(json.path("files")).hasToString("[\"web.yaml\"]");
        assertThat(json.path("places"))
                .hasToString("[{\"file\":\"web.yaml\",\"document\":2,\"line\":5,\"column\":8,\"path\":\"image\","
                        + "\"object\":\"Pod web\",\"policy\":\"shop:web\",\"image\":\"ghcr.io/shop/web:1.25\","
                        + "\"old\":\"nginx:1.24\",\"new\":\"ghcr.io/shop/web:1.25\"}]");
        assertThat(json.path("problems")).isEmpty();
        assertThat(json.path("notes").path(0).path("message").asText()).contains("Did you mean shop:web?");
    }

    @Test
    void badFilesAreNamedAndTheOthersEdited() throws IOException {
        Path bad = write("bad.yaml", WEB + "{{ if }}\n");
        Answer alone = update();
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("cdctl: bad.yaml:2:");
        write("good.yaml", WEB);
        Answer both = update();
        assertThat(both.code()).isEqualTo(1);
        assertThat(both.out()).startsWith("good.yaml:1:8");
        assertThat(Files.readString(bad)).isEqualTo(WEB + "{{ if }}\n");
    }

    @Test
    void byNameNeedsNoMarker() throws IOException {
        Path file = write("web.yaml", "containers:\n- image: ghcr.io/shop/web:1.24\n");
        assertThat(update().err()).isEqualTo("Nothing to change\n");
        assertThat(update("--by-name").code()).isZero();
        assertThat(Files.readString(file)).isEqualTo("containers:\n- image: ghcr.io/shop/web:1.25\n");
    }

    @Test
    void mistakesInFlagsAreNamedTogether() {
        Answer answer = cdctl(
                "images",
                "update",
                "--dir",
                folder.toString(),
                "--set",
                "web",
                "--set",
                "a=b",
                "--set",
                "c=d:1",
                "--set",
                "c=d:2");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).isEqualTo("""
                        cdctl: --set web: it takes NS:NAME=IMAGE:TAG[@DIGEST]
                        cdctl: --set a=b: a tag or a digest is missing
                        cdctl: --set c=d:2: the policy is set twice
                        """);
        assertThat(cdctl("images", "update", "--dir", folder + "/missing", "--set", SET)
                        .code())
                .isEqualTo(2);
        assertThat(cdctl("images").code()).isEqualTo(2);
        assertThat(cdctl("images", "update", "--dir", folder.toString()).err()).contains("--set");
    }
}
