package io.jenkins.plugins.continuousdeployment.engine.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagOrderTest {
    @Test
    void everyFormIsRead() {
        assertThat(TagOrder.parse("numerical")).isEqualTo(new TagOrder.Numerical(false));
        assertThat(TagOrder.parse("numerical:asc")).isEqualTo(new TagOrder.Numerical(false));
        assertThat(TagOrder.parse("numerical:desc")).isEqualTo(new TagOrder.Numerical(true));
        assertThat(TagOrder.parse("alphabetical:desc")).isEqualTo(new TagOrder.Alphabetical(true));
        assertThat(TagOrder.parse("semver:>=1.2 <2 || 3.x"))
                .isInstanceOfSatisfying(TagOrder.Semver.class, semver -> assertThat(semver.range())
                        .hasToString(">=1.2 <2 || 3.x"));
        assertThat(TagOrder.parse("newest")).isEqualTo(new TagOrder.Newest());
        assertThat(TagOrder.parse("digest:latest")).isEqualTo(new TagOrder.Fixed("latest"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numerically | Did you mean numerical",
                "numerical:up | what stands from character 11 on is none of them",
                "alphabetical: | what stands from character 14 on is none of them",
                "semver: | names no range",
                "semver | names no range",
                "semver:main | no range of versions from character 8 on",
                "newest:asc | nothing may follow newest (character 7)",
                "digest: | names no tag from character 8 on",
                "digest:a b | names no tag from character 8 on",
                "'' | must be numerical or alphabetical",
            })
    void whatIsWrongIsSaidWithItsPosition(String text, String why) {
        assertThatThrownBy(() -> TagOrder.parse(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m(a)(in | missing closing ) at character 5: (in",
                "main-[z-a] | character 7: z-a",
                "v(?=1) | character 2: (?=",
                "a{1001} | character 2: {1001}",
                "x(a)\\1 | character 5: \\1",
                "(?P<a>x)(?P<a>y) | duplicate capture group name",
            })
    void badExpressionsAreRefusedWithThePosition(String expression, String why) {
        assertThatThrownBy(() -> TagPattern.of(expression, ""))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("is no RE2 expression: ")
                .hasMessageContaining(why.strip());
    }

    @Test
    void longExpressionsAndDeepOnesAreRefused() {
        assertThatThrownBy(() -> TagPattern.of("x".repeat(1001), "")).hasMessageContaining("too long");
        // Deep, and yet within the length: must neither hang nor overflow.
        TagPattern deep = TagPattern.of("(".repeat(300) + "a" + ")".repeat(300), "");
        assertThat(deep.accepts("xa")).isTrue();
    }

    @Test
    void platformsAreRead() {
        assertThat(Platform.of("linux/arm/v7")).isEqualTo(new Platform("linux", "arm", "v7"));
        assertThat(Platform.of("linux/arm64").accepts(new Platform("linux", "arm64", "v8")))
                .isTrue();
        assertThat(Platform.of("linux/arm64/v9").accepts(new Platform("linux", "arm64", "v8")))
                .isFalse();
        assertThatThrownBy(() -> Platform.of("amd64")).hasMessageContaining("such as linux/amd64");
    }
}
