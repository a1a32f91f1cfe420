package io.jenkins.plugins.continuousdeployment.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules of health in a definition: the form of a file of them, told of by the definition's lines. */
class DefinitionHealthTest {
    private static final String RULES = """
            - kinds: [Warehouse.shop.example.com, '*.ledger.example.com']
              awaits: status.state
              rules:
              - when: {spec.closed: true}
                health: Suspended
              - when:
                - {status.state: [Moving, 'Count*']}
                - {status.parcels.packed: {below: status.parcels.ordered}}
                health: Progressing
                message: '{status.parcels.packed|0} packed'
              - health: none
            """;

    private static List<String> problems(String text) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> new DefinitionReader().read("shop.yaml", text));
        assertThat(refused).as("refused:\n%s", text).isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void whatAFileMaySayADefinitionMaySayTooAndWritesItBack() {
        DeploymentDefinition shop = TestDefinitions.read(TestDefinitions.LEAST + "health:\n" + RULES);
        assertThat(shop.health())
                .isEqualTo(HealthRules.read("rules.yaml", RULES))
                .isNotEqualTo(HealthRules.NONE);
        String written = DefinitionWriter.write(shop);
        assertThat(written).contains("status.parcels.packed:").contains("'*.ledger.example.com'");
        assertThat(TestDefinitions.read(written)).isEqualTo(shop);
    }

    @Test
    void mistakesOfRulesComeWithAllOthersInTheOrderOfTheLines() {
        assertThat(problems(TestDefinitions.LEAST + """
                sync: {selfHeal: true}
                health:
                - kinds: [A.b.c, bad kind]
                  awaits: nowhere
                  rules:
                  - {when: {status.x: {nto: y}}, health: Fine}
                - {kinds: A.b.c, rules: [{helth: none}]}
                surprise: 1
                """))
                .satisfiesExactly(
                        says("shop.yaml:6:8: sync.selfHeal: "),
                        says("shop.yaml:8:18: health[0].kinds[1]: \"bad kind\" names no kind"),
                        says("shop.yaml:9:11: health[0].awaits: \"nowhere\" is no path"),
                        says("shop.yaml:11:24: health[0].rules[0].when.status.x.nto: unknown key \"nto\""),
                        says("shop.yaml:11:42: health[0].rules[0].health: must be one of Healthy"),
                        says("shop.yaml:12:11: health[1].kinds: A.b.c has rules already, at shop.yaml:8:11"),
                        says("shop.yaml:12:26: health[1].rules[0]: health is missing"),
                        says("shop.yaml:12:27: health[1].rules[0].helth: unknown key \"helth\""),
                        says("shop.yaml:13:1: surprise: unknown key"));
    }

    private static java.util.function.Consumer<String> says(String beginning) {
        return problem -> assertThat(problem).startsWith(beginning);
    }

    @Test
    void rulesThatAreNoListAreRefused() {
        assertThat(problems(TestDefinitions.LEAST + "health: {kinds: A.b.c}\n"))
                .singleElement()
                .isEqualTo("shop.yaml:6:9: health: must be a list, each entry with kinds and rules; this is a map");
        assertThat(problems(TestDefinitions.LEAST + "health:\n"))
                .singleElement()
                .isEqualTo("shop.yaml:6:1: health: has no value; give one or remove the key");
    }

    @Test
    void withoutTextTheWayStandsForTheLine() {
        Map<String, Object> entry = Map.of("kinds", List.of("A.b.c", "A.b.c"), "awaits", "status");
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> new DefinitionReader()
                .read(Map.of(
                        "name", "shop",
                        "source", Map.of("repository", "https://git.example.com/shop.git"),
                        "destinations", List.of(Map.of("cluster", "prod")),
                        "health", List.of(entry))));
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("health[0].kinds[1]: A.b.c has rules already, at [0, kinds, 0]");
    }

    @Test
    void nobodyChangesTheRulesOfADefinition() {
        Map<String, Object> tree = new java.util.LinkedHashMap<>();
        List<Object> rules = new ArrayList<>(List.of(Map.of("kinds", "A.b.c", "awaits", "status")));
        tree.put("name", "shop");
        tree.put("source", Map.of("repository", "https://git.example.com/shop.git"));
        tree.put("destinations", List.of(Map.of("cluster", "prod")));
        tree.put("health", rules);
        DeploymentDefinition shop = new DefinitionReader().read(tree);
        rules.clear();
        assertThat(shop.health().tree()).hasSize(1);
    }
}
