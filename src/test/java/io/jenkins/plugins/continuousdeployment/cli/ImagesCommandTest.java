package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesCommandTest {
    private static final TestBed.RegistryServer SERVER = TestBed.get().registry();

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Terminal.Answer images(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "images";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Terminal.cdctl(all);
    }

    @Test
    void selectPrintsTheTagAlone() throws IOException {
        String tags = file("tags", "1.0.0\n\n  1.2.0\r\nlatest\n2.0.0");
        Terminal.Answer answer =
                images("select", "--policy", "semver:^1", "--tags", tags).ended(0);
        assertThat(answer.out()).isEqualTo("1.2.0\n");
        assertThat(answer.err()).isEmpty();
        assertThat(images("select", "--policy", "semver:^1", "--tags", tags, "-o", "json")
                        .ended(0)
                        .out())
                .isEqualTo("{\"tag\":\"1.2.0\",\"notes\":[]}\n");
    }

    @Test
    void selectReadsStandardInput() {
        Terminal.Answer answer = Terminal.process(
                Map.of("PATH", System.getenv("PATH")),
                "9\n10\nx\n",
                "images",
                "select",
                "--policy",
                "numerical",
                "--tags",
                "-");
        assertThat(answer.ended(0).out()).isEqualTo("10\n");
        assertThat(answer.err()).isEqualTo("Note: 1 tag is no number: x.\n");
    }

    @Test
    void nothingChosenIsOneAndSaysWhy() throws IOException {
        Terminal.Answer answer = images("select", "--policy", "semver:>=3", "--tags", file("tags", "1.0.0\n"));
        assertThat(answer.ended(1).out()).isEmpty();
        assertThat(answer.err()).contains("no version in the range >=3", "None of 1 tag is wanted");
        assertThat(images("select", "--policy", "newest", "--tags", file("none", ""))
                        .ended(1)
                        .err())
                .contains("There is no tag at all");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policy semverr:1 | --policy: must be numerical",
                "--policy semver:x1 | --policy: has no range of versions from character 8 on",
                "--policy numerical --filter a(b | --filter: is no RE2 expression: missing closing ) at character 2: (b",
                "--policy numerical --exclude [ | --exclude: is no RE2 expression",
                "--policy numerical --extract $1 | --extract needs --filter",
                "--policy newest | --policy: newest goes by creation times",
                "--policy numerical --image web | either --tags FILE or --image REPO",
                "--filter x | missing required option: '--policy=SPEC'",
            })
    void badInputIsTwo(String arguments, String why) throws IOException {
        String[] words = ("select --tags " + file("tags", "1\n") + " " + arguments).split(" ", -1);
        Terminal.Answer answer = images(words).ended(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(why);
    }

    @Test
    void aLineThatIsNoTagWithATimeIsNamed() throws IOException {
        String tags = file("tags", "a 2026-01-01T00:00:00Z\nb yesterday\n");
        assertThat(images("select", "--policy", "newest", "--tags", tags)
                        .ended(2)
                        .err())
                .contains("tags:2:3: behind a tag only a time can stand");
    }

    @Test
    void listAndSelectAskTheRegistry() throws IOException {
        Images pushed = new Images(TestBed.get());
        pushed.push("a", "2026-01-02T00:00:00Z", Map.of());
        pushed.push("b", "2026-01-01T00:00:00Z", Map.of());
        String image = pushed.at(SERVER.authUrl());
        List<String> how = List.of(
                "--ca-file", SERVER.ca().toString(),
                "--registry-user", SERVER.user(),
                "--password-file", file("password", SERVER.password() + "\n"));
        assertThat(images(with(how, "list", image)).ended(0).out()).isEqualTo("a\nb\n");
        assertThat(images(with(how, "list", image, "-o", "json")).ended(0).out())
                .isEqualTo("{\"image\":\"" + image + "\",\"tags\":[\"a\",\"b\"],\"notes\":[]}\n");
        assertThat(images(with(how, "select", "--policy", "newest", "--image", image))
                        .ended(0)
                        .out())
                .isEqualTo("a\n");
        assertThat(images(with(how, "select", "--policy", "alphabetical", "--image", image))
                        .ended(0)
                        .out())
                .isEqualTo("b\n");
    }

    @Test
    void listIsTwoWhereTheRegistryCantBeRead() throws IOException {
        Images pushed = new Images(TestBed.get());
        String image = pushed.at(SERVER.authUrl());
        Terminal.Answer answer = images(
                "list", image, "--ca-file", SERVER.ca().toString(), "--token-file", file("token", "hunter2-token\n"));
        assertThat(answer.ended(2).out()).isEmpty();
        assertThat(answer.err())
                .contains("does not accept the credential (401): a token")
                .doesNotContain("hunter2");
        assertThat(images("list", pushed.at(SERVER.url()), "--plain-http")
                        .ended(2)
                        .err())
                .contains("(404)");
        assertThat(images("list", "ghcr.io/Shop/web").ended(2).err()).contains("only small letters can be");
        String config = file("config.json", "{\"credsStore\":\"desktop\"}");
        assertThat(images("list", image, "--docker-config", config).ended(2).err())
                .contains("no such program is run");
        assertThat(images("list", image, "--password-file", config).ended(2).err())
                .contains("needs --registry-user");
    }

    private static String[] with(List<String> how, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(how);
        return all.toArray(String[]::new);
    }

    @Test
    void theCommandAloneNamesWhatIsBelowIt() {
        assertThat(images().ended(2).err()).contains("name one of select, list");
    }
}
