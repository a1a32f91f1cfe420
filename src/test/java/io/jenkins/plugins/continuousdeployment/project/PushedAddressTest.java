package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PushedAddressTest {
    @Test
    void schemeUserPortAndSuffixDoNotMatter() {
        var pushed = PushedAddress.of("git@git.example.com:team/shop.git");
        assertThat(pushed.test("https://git.example.com/team/shop")).isTrue();
        assertThat(pushed.test("ssh://git@Git.example.com:7999/team/shop.git/")).isTrue();
        assertThat(pushed.test("https://git.example.com/team/shop2.git")).isFalse();
        assertThat(pushed.test("https://other.example.com/team/shop.git")).isFalse();
    }

    @Test
    void nameAloneFitsEveryRepositoryOfThatName() {
        var pushed = PushedAddress.named("shop");
        assertThat(pushed.test("https://git.example.com/team/shop.git")).isTrue();
        assertThat(pushed.test("https://git.example.com/team/webshop.git")).isFalse();
    }
}
