package io.jenkins.plugins.continuousdeployment.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerConfigTest {
    // In Base64 ann:hunter2, bob:x:y.
    private static final String TEXT = """
            {"auths": {
              "https://index.docker.io/v1/": {"auth": "YW5uOmh1bnRlcjI="},
              "ghcr.io": {"username": "eve", "password": "pw"},
              "ghcr.io/shop": {"auth": "Ym9iOng6eQ=="},
              "*.example.com:5000": {"identitytoken": "idt"},
              "quay.io/v2/": {"registrytoken": "rt"}}}
            """;

    private static RegistryCredential credential(String image) {
        return DockerConfig.parse(TEXT).credential(ImageName.of(image));
    }

    @Test
    void theLongestKeyThatFitsCounts() {
        assertThat(credential("nginx")).isEqualTo(new RegistryCredential.UserPassword("ann", "hunter2"));
        assertThat(credential("ghcr.io/other/web")).isEqualTo(new RegistryCredential.UserPassword("eve", "pw"));
        assertThat(credential("ghcr.io/shop/web")).isEqualTo(new RegistryCredential.UserPassword("bob", "x:y"));
        assertThat(credential("ghcr.io/shopping/web")).isEqualTo(new RegistryCredential.UserPassword("eve", "pw"));
        assertThat(credential("eu.example.com:5000/a")).isEqualTo(new RegistryCredential.Refresh("idt"));
        assertThat(credential("quay.io/a/b")).isEqualTo(new RegistryCredential.Bearer("rt"));
    }

    @Test
    void anImageWithoutOneIsRefusedByName() {
        assertThatThrownBy(() -> credential("a.b.example.com:5000/a"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no credential for a.b.example.com:5000/a, only for docker.io, ghcr.io");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hunter2 | is no JSON object",
                "[\"hunter2\"] | is no JSON object",
                "{\"credsStore\":\"desktop\",\"auths\":{\"a\":{\"auth\":\"YTpoOGg=\"}}} | no such program is run here",
                "{\"credHelpers\":{\"gcr.io\":\"gcloud\"}} | no such program is run here",
                "{} | there is nothing under auths",
                "{\"auths\":{}} | there is nothing under auths",
                "{\"auths\":{\"a\":{}}} | neither auth nor username and password for a",
                "{\"auths\":{\"a\":\"hunter2\"}} | has no map for a",
                "{\"auths\":{\"a\":{\"auth\":\"aHVudGVyMg==\"}}} | not user:password in Base64",
            })
    void whatCantBeUsedIsSaidWithoutSecrets(String text, String why) {
        assertThatThrownBy(() -> DockerConfig.parse(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void nothingPrintsItsSecret() {
        assertThat(DockerConfig.parse(TEXT).toString()).doesNotContain("hunter2", "idt");
        for (RegistryCredential each : List.of(
                new RegistryCredential.UserPassword("ann", "hunter2"),
                new RegistryCredential.Token("hunter2"),
                new RegistryCredential.Bearer("hunter2"),
                new RegistryCredential.Refresh("hunter2"))) {
            assertThat(each.toString()).doesNotContain("hunter2");
            assertThat(RegistryAccess.of("ghcr.io", each).withCa("hunter2").toString())
                    .doesNotContain("hunter2");
            assertThat(each.secrets()).contains("hunter2");
        }
    }

    @Test
    void tokensAloneHaveTheUserThatTheirRegistryKnows() {
        assertThat(HttpBasic.userForTokens("quay.io")).isEqualTo("$oauthtoken");
        assertThat(HttpBasic.userForTokens("1234.dkr.ecr.eu-west-1.amazonaws.com"))
                .isEqualTo("AWS");
        assertThat(HttpBasic.userForTokens("europe-docker.pkg.dev")).isEqualTo("oauth2accesstoken");
        assertThat(HttpBasic.userForTokens("shop.azurecr.io")).startsWith("00000000-");
        assertThat(HttpBasic.userForTokens("ghcr.io:443")).isEqualTo("token");
    }

    @Test
    void challengesAreRead() {
        assertThat(
                        Challenge.all(
                                List.of(
                                        "Negotiate, Basic realm=\"a, \\\"b\\\"\", Bearer realm=\"https://t/\",Service=s,scope=\"x y\"")))
                .containsExactly(
                        new Challenge("negotiate", java.util.Map.of()),
                        new Challenge("basic", java.util.Map.of("realm", "a, \"b\"")),
                        new Challenge(
                                "bearer", java.util.Map.of("realm", "https://t/", "service", "s", "scope", "x y")));
        assertThat(Challenge.all(List.of("", "=", "\"", "Bearer")))
                .containsExactly(new Challenge("bearer", java.util.Map.of()));
    }
}
