package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
    private static final AddressRules ALL = new AddressRules(true, true);

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/shop/config.git, https://git.example.com/shop/config.git",
        "HTTPS://Git.Example.COM:443/shop/Config/, https://git.example.com/shop/Config",
        "https://git.example.com:8443/a%20b, https://git.example.com:8443/a%20b",
        "'  https://git.example.com/a  ', https://git.example.com/a",
        "ssh://git@git.example.com/shop/config.git, ssh://git@git.example.com/shop/config.git",
        "ssh://git.example.com:22/shop, ssh://git.example.com/shop",
        "ssh://me@git.example.com:2222/~/shop, ssh://me@git.example.com:2222/~/shop",
        "git+ssh://git@host/a, ssh://git@host/a",
        "ssh://git@[::1]:2222/a, ssh://git@[::1]:2222/a",
        "https://host/a@v1, https://host/a@v1",
    })
    void hasOneSpelling(String text, String shown) {
        assertThat(RepositoryAddress.parse(text, AddressRules.STRICT)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "git@github.com:org/repo.git|Write ssh://git@github.com/org/repo.git.",
                "github.com:org/repo.git|Write ssh://git@github.com/org/repo.git.",
                "me@host:/srv/repo.git|Write ssh://me@host/srv/repo.git.",
                "github.com/org/repo|Write https://github.com/org/repo.",
                "http://git.example.com/a|is not encrypted. Write https://git.example.com/a",
                "git://git.example.com/a|a scheme that is not supported, git:.",
                "ftp://git.example.com/a|a scheme that is not supported, ftp:.",
                "ext::sh -c id|contains a space",
                "--upload-pack=touch|looks like an option",
                "/srv/repo.git|is a path of this machine",
                "./repo|is a path of this machine",
                "file:///srv/repo.git|is a path of this machine",
                "repo|has no scheme. Write an address that begins with https:// or ssh://",
                "https://git.example.com|names a host and no repository",
                "https://git.example.com/|names a host and no repository",
                "https:///a|has no host",
                "https://-host/a|has no host",
                "https://höst.example.com/a|has no host",
                "https://host:0/a|has a port that is none",
                "https://host:99999/a|has a port that is none",
                "https://host/a?ref=main|Write https://host/a; a revision and a path have fields of their own.",
                "https://host/a#main|has a query or a fragment",
                "https://host/shop/../secret|contains '..'",
                "https://host/shop/%2E%2e/secret|contains '..'",
                "https://host/shop/..%2fsecret|contains '..'",
                "https://host/a b|contains a space",
                "ssh://-oProxyCommand=x@host/a|contains a user that is no name",
            })
    void refusesAndSaysWhatToWrite(String text, String message) {
        assertThatThrownBy(() -> RepositoryAddress.parse(text, AddressRules.STRICT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:geheim@host/a",
                "https://geheim@host/a",
                "https://:geheim@host/a",
                "https://user:geheim/geheim@host/a",
                "https://user:ge@geheim@host/a",
                "https://user:geheim#@host/a",
                "https://user:geheim ?@host/a",
                "http://user:geheim@host/a",
                "ssh://git:geheim@host/a",
                "ftp://user:geheim@host/a",
                "user:geheim@host:path",
                "user:geheim@host/path",
                "git@geheim:geheim@host:path",
                "https://user:geheim@host/a?b",
            })
    void neverRepeatsAPassword(String text) {
        assertThatThrownBy(() -> RepositoryAddress.parse(text, ALL))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void saysWhatToDoWithAPassword() {
        assertThatThrownBy(() -> RepositoryAddress.parse("https://me:x@host/a.git", AddressRules.STRICT))
                .hasMessage(
                        "the repository's address https://host/a.git contains a password. Give it as the credential,"
                                + " and write https://host/a.git.");
    }

    @Test
    void printsNothingThatATerminalObeys() {
        assertThatThrownBy(() -> RepositoryAddress.parse("https://host/\u001b[2J", AddressRules.STRICT))
                .hasMessageContaining("https://host/?[2J");
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/repo.git, file:///srv/repo.git",
        "/srv/./x/../repo.git/, file:///srv/repo.git",
        "file:///srv/repo.git, file:///srv/repo.git",
        "http://localhost:8080/a, http://localhost:8080/a",
    })
    void takesMoreWhereASettingAllows(String text, String shown) {
        assertThat(RepositoryAddress.parse(text, ALL)).hasToString(shown);
    }

    @Test
    void aRelativePathIsOfTheCurrentFolder() {
        assertThat(RepositoryAddress.parse("repo", ALL))
                .hasToString("file://" + Path.of("").toAbsolutePath().resolve("repo"));
    }

    @Test
    void theShortFormOfSshIsNoPathEvenWhereTheseAreTaken() {
        assertThatThrownBy(() -> RepositoryAddress.parse("git@host:a", ALL)).hasMessageContaining("ssh://git@host/a");
    }
}
