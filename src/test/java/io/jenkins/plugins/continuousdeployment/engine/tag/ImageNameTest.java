package io.jenkins.plugins.continuousdeployment.engine.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx",
        "nginx:1.29, docker.io/library/nginx:1.29",
        "shop/web, docker.io/shop/web",
        "docker.io/nginx, docker.io/library/nginx",
        "index.docker.io/library/nginx, docker.io/library/nginx",
        "registry-1.docker.io/shop/web, docker.io/shop/web",
        "ghcr.io/shop/web:main-1a2b, ghcr.io/shop/web:main-1a2b",
        "localhost/web, localhost/web",
        "localhost:5000/web, localhost:5000/web",
        "localhost:5000/web:5000, localhost:5000/web:5000",
        "[::1]:5000/a/b, '[::1]:5000/a/b'",
        "web:5000, docker.io/library/web:5000",
        "registry.example.com:8443/a/b__c/d-e.f:_x, registry.example.com:8443/a/b__c/d-e.f:_x",
        "Registry/web, Registry/web",
    })
    void namesInFull(String text, String full) {
        assertThat(ImageName.of(text)).hasToString(full);
        assertThat(ImageName.of(full)).isEqualTo(ImageName.of(text));
    }

    @Test
    void tagAndDigestStandApart() {
        ImageName name = ImageName.of("ghcr.io/shop/web:1.2@" + DIGEST);
        assertThat(name.tag()).contains("1.2");
        assertThat(name.digest()).contains(DIGEST);
        assertThat(name.withoutTag()).isEqualTo("ghcr.io/shop/web");
        assertThat(name.sameRepository(ImageName.of("ghcr.io/shop/web"))).isTrue();
        assertThat(name.sameRepository(ImageName.of("shop/web"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ghcr.io/shop/web | must not begin with a scheme",
                "ghcr.io/ | names no repository",
                "'' | names no repository",
                "ghcr.io/Shop/web | only small letters can be",
                "ghcr.io/shop//web | has an empty part",
                "ghcr.io/shop/web: | has a tag that is none",
                "ghcr.io/shop/web:-x | has a tag that is none",
                "ghcr.io/shop/web@sha256:12 | has a digest that is none",
                "ghcr.io/shop/web@ | has a digest that is none",
                "ghcr.io:port/web | no host name",
                "-.x/web | no host name",
                "shop/we b | has a part that can't be",
                "a..b | has a part that can't be",
            })
    void whatIsWrongIsSaid(String text, String why) {
        assertThatThrownBy(() -> ImageName.of(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("the image \"" + text + "\"");
    }

    @Test
    void messagesHaveNoControlCharactersAndNoEnd() {
        assertThatThrownBy(() -> ImageName.of("a\u001b[31m/" + "x".repeat(5000) + "!"))
                .message()
                .doesNotContain("\u001b")
                .hasSizeLessThan(600);
    }
}
