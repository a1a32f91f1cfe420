package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAccessTest {
    private static final RepositoryAddress HTTPS = address("https://host/a");

    private static RepositoryAddress address(String text) {
        return RepositoryAddress.parse(text, new AddressRules(true, true));
    }

    static List<Arguments> misfits() {
        Credential login = new Credential.UserPassword("id", "me", "geheim");
        Credential key = new Credential.SshKey("id", "", "geheim", "");
        return List.of(
                Arguments.of("https://host/a", key, "takes no SSH key. Give a user and password or a token."),
                Arguments.of("ssh://host/a", login, "needs a private key"),
                Arguments.of("ssh://host/a", new Credential.Token("id", "geheim"), "needs a private key"),
                Arguments.of("ssh://host/a", Credential.NONE, "needs a private key"),
                Arguments.of("http://host/a", login, "no credential is sent over http:. Use its https: address."),
                Arguments.of(
                        "http://host/a", new Credential.Bearer("id", "geheim"), "no credential is sent over http:"),
                Arguments.of("/srv/a", login, "needs no credential"),
                Arguments.of("https://host/a", new Credential.Token("id", "geheim\n"), "a line break at its end"),
                Arguments.of("https://host/a", new Credential.Bearer("id", ""), "a token that is empty"),
                Arguments.of("https://host/a", new Credential.UserPassword("id", "a:b", "geheim"), "contains a colon"),
                Arguments.of("https://host/a", new Credential.UserPassword("id", "a", "geheim\r"), "a line break"),
                Arguments.of("ssh://host/a", new Credential.SshKey("id", "a\nb", "geheim", ""), "a control character"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refusesWhatCantWorkTogetherWithoutNamingASecret(String address, Credential credential, String message) {
        assertThatThrownBy(() -> RepositoryAccess.of(address(address), credential))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull/1/head", "refs/pull/*/*", "refs/a b", "refs/../x", "-x", "refs/", "refs/a\nb"})
    void refusesExtraRefsThatAreNone(String ref) {
        assertThatThrownBy(() -> RepositoryAccess.of(HTTPS).withExtraRefs(List.of(ref)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("names no refs. Write a name such as refs/pull/1/head");
    }

    @Test
    void namesEveryMisfitAtOnce() {
        Credential key = new Credential.SshKey("id", "a\nb", "geheim", "");

        assertThatThrownBy(() -> new RepositoryAccess(
                        HTTPS, key, "", "", Timeouts.DEFAULT, List.of("x", "y"), Optional.empty(), ProxyRules.NONE))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.problems())
                        .hasSize(4));
    }

    @Test
    void printsNoSecret() {
        List<Credential> all = List.of(
                Credential.NONE,
                new Credential.UserPassword("id", "me", "geheim"),
                new Credential.Token("id", "geheim"),
                new Credential.Bearer("id", "geheim"),
                new Credential.SshKey("id", "me", "geheim", "geheim"));

        assertThat(all).allSatisfy(each -> assertThat(each.toString()).doesNotContain("geheim"));
        assertThat(RepositoryAccess.of(HTTPS, all.get(1)))
                .hasToString("https://host/a with user me with a password")
                .extracting(RepositoryAccess::credential)
                .isEqualTo(all.get(1));
    }

    @Test
    void timeoutsAreWholeSecondsAtLeast() {
        assertThatThrownBy(() -> new Timeouts(Duration.ofMillis(999), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect");
    }
}
