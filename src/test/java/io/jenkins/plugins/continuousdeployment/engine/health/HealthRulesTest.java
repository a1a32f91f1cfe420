package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The language of rules: what it takes, what it refuses, and whose rule comes first. */
class HealthRulesTest {
    private static final String THING = "{apiVersion: example.com/v1, kind: Thing, %s}";

    private static List<String> problems(String text) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> HealthRules.read("rules.yaml", text));
        assertThat(refused).as("refused:\n%s", text).isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("kinds: Thing.example.com", "rules.yaml:1:1: rules are a list"),
                mistake("- Thing", "rules.yaml:1:3: an entry is a map with kinds and rules; this is \"Thing\""),
                mistake("- {rules: [{health: none}]}", "rules.yaml:1:3: kinds are missing"),
                mistake("- {kinds: Thing.example.com}", "rules.yaml:1:3: says nothing: give it rules, or awaits"),
                mistake("- {kinds: [Thing.example.com/v1], awaits: status}", "1:12: \"Thing.example.com/v1\" names no"),
                mistake("- {kinds: 3, awaits: status}", "1:11: \"3\" names no kind"),
                mistake("- {kinds: '*', awaits: status}", "1:11: \"*\" names no kind"),
                mistake("- {kinds: A.b.c, awaits: status, rule: []}", "1:34: unknown key \"rule\"; here stand kinds,"),
                mistake("- {kinds: A.b.c, awaits: [status]}", "1:26: must be a path such as status.phase"),
                mistake(
                        "- {kinds: A.b.c, awaits: stats.phase}",
                        "1:26: \"stats.phase\" is no path: it must begin with"),
                mistake("- {kinds: A.b.c, rules: none}", "1:25: rules are a list"),
                mistake("- {kinds: A.b.c, rules: [none]}", "1:26: a rule is a map with when, health and message"),
                mistake("- {kinds: A.b.c, rules: [{message: x}]}", "1:26: health is missing: one of Healthy"),
                mistake("- {kinds: A.b.c, rules: [{health: Helthy}]}", "1:35: must be one of", "Did you mean Healthy?"),
                mistake("- {kinds: A.b.c, rules: [{health: none}, {health: none}]}", "1:26: without when it always"),
                mistake("- {kinds: A.b.c, rules: [{when: {}, health: none}]}", "1:33: is empty; leave when out"),
                mistake("- {kinds: A.b.c, rules: [{when: x, health: none}]}", "1:33: must be a map from paths"),
                mistake("- {kinds: A.b.c, rules: [{when: [x], health: none}]}", "1:34: must be a map from paths"),
                mistake(when("'status.conditions[Ready': True"), "the bracket that opens at character 18 is never"),
                mistake(when("'status.conditions[]': True"), "nothing stands in its brackets; [*] means all items"),
                mistake(when("'status.conditions[a=]': True"), "[a=] must be [key=value]"),
                mistake(when("status..phase: x"), "a key is missing at character 8"),
                mistake(when("status.phase.: x"), "a path neither begins nor ends with a dot"),
                mistake(when("'status.a/b': x"), "\"a/b\" is no key; one with other than letters"),
                mistake(when("status.phase: null"), "must be a value, a list of values, or a map with one of"),
                mistake(when("status.phase: []"), "must be a value, a list of values, or a map with one of"),
                mistake(when("status.phase: {is: x}"), "unknown key \"is\"; here stand exists, empty, not, every"),
                mistake(when("status.phase: {exists: maybe}"), "must be true or false; this is \"maybe\""),
                mistake(when("status.phase: {not: x, every: y}"), "must be a map with exactly one of"),
                mistake(when("status.phase: {has: x}"), "must be a map from paths inside of an item"),
                mistake(when("status.count: {below: many}"), "\"many\" is no path: it must begin with"),
                mistake(when("status.count: {same: 3}"), "must be a path such as status.phase"),
                mistake(message("'{status.phase'"), "its braces hold no path: the brace that opens at character 1 is"),
                mistake(message("'{phase}'"), "its braces hold no path: it must begin with"),
                mistake(message("[x]"), "must be a text; this is a list"));
    }

    private static String when(String tests) {
        return "- {kinds: A.b.c, rules: [{when: {" + tests + "}, health: none}]}";
    }

    private static String message(String text) {
        return "- {kinds: A.b.c, rules: [{health: Healthy, message: " + text + "}]}";
    }

    private static Arguments mistake(String text, String... said) {
        return Arguments.of(text, List.of(said));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String text, List<String> said) {
        assertThat(problems(text)).anySatisfy(problem -> assertThat(problem).contains(said));
        assertThat(problems(text)).allSatisfy(problem -> assertThat(problem).startsWith("rules.yaml:1:"));
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
        assertThat(problems("""
                - kinds: [A.b.c, bad kind]
                  awaits: nowhere
                  rules:
                  - {when: {status.x: {nto: y}}, health: Fine, mesage: z}
                ---
                - {kinds: A.b.c, awaits: status}
                """))
                .hasSize(6)
                .satisfies(problem -> assertThat(problem).startsWith("rules.yaml:1:18"), atIndex(0))
                .satisfies(
                        problem -> assertThat(problem)
                                .startsWith(
                                        "rules.yaml:6:11 (document 2): A.b.c has rules already, at rules.yaml:1:11"),
                        atIndex(5));
    }

    private static org.assertj.core.data.Index atIndex(int index) {
        return org.assertj.core.data.Index.atIndex(index);
    }

    private static Health health(String rules, String rest) {
        return HealthReader.with(HealthRules.read("rules.yaml", rules))
                .assess(TestObjects.object(THING.formatted(rest)))
                .orElse(null);
    }

    @Test
    void theNarrowestEntryIsLookedAtFirst() {
        String rules = """
                - {kinds: '*.*.com', rules: [{health: Degraded, message: all groups}]}
                - {kinds: '*.example.com', rules: [{when: {spec.a: 1}, health: Suspended, message: the group}]}
                - {kinds: Thing.example.com, rules: [{when: {spec.b: 1}, health: Healthy, message: the kind}]}
                """;
        assertThat(health(rules, "spec: {a: 1, b: 1}")).isEqualTo(new Health(HealthStatus.HEALTHY, "the kind"));
        assertThat(health(rules, "spec: {a: 1}")).isEqualTo(new Health(HealthStatus.SUSPENDED, "the group"));
        assertThat(health(rules, "spec: {}")).isEqualTo(new Health(HealthStatus.DEGRADED, "all groups"));
    }

    @Test
    void aRuleOfTheStatusDoesNotSpeakOfAnOlderSpecification() {
        String rules = """
                - kinds: Thing.example.com
                  rules:
                  - {when: {spec.stopped: true}, health: Suspended, message: switched off}
                  - {when: {status.phase: Up}, health: Healthy, message: is up}
                """;
        String old = "metadata: {generation: 2}, status: {observedGeneration: 1, phase: Up}";
        assertThat(health(rules, old).status()).isEqualTo(HealthStatus.PROGRESSING);
        assertThat(health(rules, "spec: {stopped: true}, " + old).status()).isEqualTo(HealthStatus.SUSPENDED);
        assertThat(health(rules, old.replace("observedGeneration: 1", "observedGeneration: 2"))
                        .message())
                .isEqualTo("is up");
    }

    @Test
    void rulesOfAProjectComeBeforeThoseOfTheInstallation() {
        HealthReader reader = HealthReader.with(HealthRules.read("rules.yaml", """
                        - kinds: Thing.example.com
                          rules:
                          - {when: {spec.a: 1}, health: Degraded, message: the installation}
                        """))
                .preferring(HealthRules.read("project.yaml", """
                        - kinds: '*.example.com'
                          rules:
                          - {when: {spec.b: 1}, health: Healthy, message: the project}
                        """));
        assertThat(reader.assess(TestObjects.object(THING.formatted("spec: {a: 1, b: 1}"))))
                .as("also where the project's are for the whole group")
                .contains(new Health(HealthStatus.HEALTHY, "the project"));
        assertThat(reader.assess(TestObjects.object(THING.formatted("spec: {a: 1}"))))
                .as("where the project's say nothing")
                .contains(new Health(HealthStatus.DEGRADED, "the installation"));
        assertThat(reader.preferring(HealthRules.NONE)).isSameAs(reader);
    }

    @Test
    void rulesOfOnesOwnThatLookAtTheStatusOrAtNothingComeBeforeWiderOnesOfTheSpecification() {
        HealthReader installation = HealthReader.with(HealthRules.read("rules.yaml", """
                - kinds: Thing.example.com
                  rules:
                  - {when: {spec.a: 1}, health: Degraded, message: the installation}
                """));
        HealthReader always = installation.preferring(HealthRules.read("project.yaml", """
                - {kinds: Thing.example.com, rules: [{health: Healthy, message: the project}]}
                """));
        assertThat(always.assess(TestObjects.object(THING.formatted("spec: {a: 1}"))))
                .contains(new Health(HealthStatus.HEALTHY, "the project"));
        HealthReader status = installation.preferring(HealthRules.read("project.yaml", """
                - {kinds: Thing.example.com, rules: [{when: {status.b: 1}, health: Suspended, message: the project}]}
                """));
        assertThat(status.assess(TestObjects.object(THING.formatted("spec: {a: 1}, status: {b: 1}"))))
                .contains(new Health(HealthStatus.SUSPENDED, "the project"));
        assertThat(status.assess(TestObjects.object(THING.formatted("spec: {a: 1}, status: {b: 2}"))))
                .contains(new Health(HealthStatus.DEGRADED, "the installation"));
    }

    @Test
    void rulesOfOnesOwnComeBeforeThoseOfKubernetesKindsAndOfTheEngine() {
        HealthReader reader = HealthReader.with(HealthRules.read("rules.yaml", """
                - {kinds: Deployment.apps, rules: [{when: {spec.x: 1}, health: Healthy, message: mine}]}
                - {kinds: Application.argoproj.io, rules: [{health: Degraded, message: mine}]}
                """));
        assertThat(reader.assess(TestObjects.object("{apiVersion: apps/v1, kind: Deployment, spec: {x: 1}}")))
                .contains(new Health(HealthStatus.HEALTHY, "mine"));
        assertThat(reader.assess(TestObjects.object("{apiVersion: apps/v1, kind: Deployment, spec: {x: 2}}"))
                        .orElseThrow()
                        .message())
                .isEqualTo("Waiting for its controller to see it");
        assertThat(reader.assess(TestObjects.object("{apiVersion: argoproj.io/v1alpha1, kind: Application}")))
                .contains(new Health(HealthStatus.DEGRADED, "mine"));
    }

    @Test
    void whatIsExpectedHoldsAsThePageSays() {
        assertThat(holds("status.a: 3", "a: 3")).isTrue();
        assertThat(holds("status.a: True", "a: 'True'")).isTrue();
        assertThat(holds("status.a: true", "a: false")).isFalse();
        assertThat(holds("status.a: 'Up*'", "a: Upgrading")).isTrue();
        assertThat(holds("status.a: [x, 'y.*']", "a: yz")).isFalse();
        assertThat(holds("status.a: {exists: true}", "a: {}")).isFalse();
        assertThat(holds("status.a: {empty: true}", "a: {}")).isTrue();
        assertThat(holds("status.a: {empty: true}", "b: {}")).isFalse();
        assertThat(holds("status.a: {not: x}", "b: 1")).isTrue();
        assertThat(holds("'status.a[*]': {every: x}", "a: [x, y]")).isFalse();
        assertThat(holds("'status.a[*]': {every: x}", "a: []")).isFalse();
        assertThat(holds("'status.a[*]': {has: {b: 1, c: {below: d}}}", "a: [{b: 1, c: 5, d: 5}, {b: 1, d: 5}]"))
                .isTrue();
        assertThat(holds("'status.a[*]': {has: {b: 1, c: 2}}", "a: [{b: 1, c: 1}, {b: 2, c: 2}]"))
                .isFalse();
        assertThat(holds("status.a: {below: status.b}", "b: 1")).isTrue();
        assertThat(holds("status.a: {below: status.b}", "a: 50%, b: '100'")).isTrue();
        assertThat(holds("status.a: {above: 2}", "a: many")).isFalse();
        assertThat(holds("status.a: {same: status.b}", "a: 1, b: '1'")).isTrue();
        assertThat(holds("status.a: {differs: status.b}", "a: 1")).isFalse();
        assertThat(holds("'status.conditions[Ready]': False", "conditions: [{type: Ready, status: 'False'}]"))
                .isTrue();
        assertThat(holds("'status.a[x.io/y]': z", "a: {x.io/y: z}")).isTrue();
        assertThat(holds("'status.a[state=down].name': b", "a: [{state: up, name: a}, {state: down, name: b}]"))
                .isTrue();
    }

    private static boolean holds(String test, String status) {
        String rules = "- {kinds: Thing.example.com, rules: [{when: {" + test + "}, health: Missing, message: held}]}";
        Health health = health(rules, "status: {" + status + "}");
        return health != null && health.message().equals("held");
    }

    @Test
    void aMessageTakesTheFirstThatIsThere() {
        String rules = "- {kinds: Thing.example.com, rules: [{health: Healthy, message:"
                + " '{status.a|status.b|nothing} of {status.c[*].d}; {status.conditions[Ready]}'}]}";
        assertThat(health(
                                rules,
                                "status: {b: two, c: [{d: 1}, {d: 2}], conditions: [{type: Ready, reason: Why, message:"
                                        + " because}]}")
                        .message())
                .isEqualTo("two of 1, 2; because (Why)");
        assertThat(health(rules, "status: {}").message()).isEqualTo("nothing of ;");
    }
}
