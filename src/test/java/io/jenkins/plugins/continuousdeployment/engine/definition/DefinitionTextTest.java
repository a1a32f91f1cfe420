package io.jenkins.plugins.continuousdeployment.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionTextTest {
    private static final String TEXT = """
            # The shop, see the handbook.
            displayName: Shop
            source:
              repository: https://git.example.com/shop.git   # ours
              path: deploy
            # where it runs
            destinations:
            - cluster: prod      # the new one
              namespace: shop
            suspended: {by: ann, reason: "an incident: 12"}

            # how
            sync:
              automatic: true
            """;

    private static String with(String key, Object value) {
        return DefinitionText.with(TEXT, "shop", Map.of(key, Optional.ofNullable(value)));
    }

    @Test
    void valueIsReplacedAndAllElseStays() {
        assertThat(with("displayName", "The shop"))
                .isEqualTo(TEXT.replace("displayName: Shop", "displayName: The shop"));
    }

    @Test
    void blockIsReplacedUpToTheCommentOfTheNext() {
        assertThat(with("source", Map.of("repository", "other")))
                .isEqualTo(TEXT.replace(
                        "  repository: https://git.example.com/shop.git   # ours\n  path: deploy\n",
                        "  repository: other\n"));
    }

    @Test
    void keyIsTakenAwayAndAddedAgainAtTheEnd() {
        String without = with("suspended", null);
        assertThat(without).isEqualTo(TEXT.replace("suspended: {by: ann, reason: \"an incident: 12\"}\n", ""));
        assertThat(DefinitionText.with(without, "shop", Map.of("suspended", Optional.of(Map.of("by", "bob")))))
                .isEqualTo(without + "suspended:\n  by: bob\n");
    }

    @Test
    void textBetweenBracesIsWrittenAnew() {
        String flow = "{source: {repository: r}, destinations: [{cluster: c, namespace: shop}]}";
        String text = DefinitionText.with(flow, "shop", Map.of("description", Optional.of("What it is for")));
        assertThat(text).isEqualTo("""
                description: What it is for
                source:
                  repository: r
                destinations:
                - cluster: c
                  namespace: shop
                """);
    }
}
