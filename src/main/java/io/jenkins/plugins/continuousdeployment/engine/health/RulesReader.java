package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads rules: strictly, and telling everything that is wrong at once. */
final class RulesReader {
    private static final YamlLimits LIMITS = new YamlLimits(20, 200_000);
    private static final List<String> KEYS = List.of("kinds", "awaits", "rules");
    private static final List<String> RULE_KEYS = List.of("when", "health", "message");
    private static final String NONE = "none";
    private static final List<String> WORDS = Stream.concat(
                    Stream.of(HealthStatus.values()).map(HealthStatus::toString), Stream.of(NONE))
            .toList();

    private final Map<KindPattern, RuleSite> seen = new HashMap<>();
    private final TestReader tests = new TestReader();

    /**
     * The rules of a file.
     *
     * @throws RefusedException naming every problem with its line
     */
    HealthRules read(String file, byte[] content) {
        List<Problem> problems = new ArrayList<>();
        List<Object> trees = new ArrayList<>();
        List<KindRules> all = new ArrayList<>();
        for (YamlDocument document : YamlReader.read(file, content, LIMITS)) {
            if (document.tree() != null) {
                all.addAll(read(document.tree(), new InFile(document, problems)));
                trees.addAll(document.tree() instanceof List<?> list ? list : List.of());
            }
        }
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::place));
            throw new RefusedException(problems);
        }
        return new HealthRules(all, trees);
    }

    /** A document of a file, all of which is rules. */
    private record InFile(YamlDocument document, List<Problem> problems) implements RulesText {
        @Override
        public Place placeOf(List<Object> path) {
            return document.placeOf(path.toArray());
        }

        @Override
        public void problem(List<Object> path, boolean key, String message) {
            Place place = key ? document.placeOfKey(path.toArray()) : placeOf(path);
            problems.add(new Problem(place, message));
        }
    }

    /** The rules of a list; what is wrong the text then knows. */
    List<KindRules> read(Object tree, RulesText text) {
        RuleSite site = new RuleSite(text, List.of());
        List<KindRules> all = new ArrayList<>();
        if (!(tree instanceof List<?> entries)) {
            site.problem("rules are a list, each entry with kinds and rules; this is " + RuleSite.describe(tree));
            return all;
        }
        for (int i = 0; i < entries.size(); i++) {
            entry(site.child(i), entries.get(i)).ifPresent(all::add);
        }
        return all;
    }

    private Optional<KindRules> entry(RuleSite site, Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            site.problem("an entry is a map with kinds and rules; this is " + RuleSite.describe(tree));
            return Optional.empty();
        }
        site.requireKnown(map, KEYS);
        List<KindPattern> kinds = kinds(site.child("kinds"), map.get("kinds"));
        FieldPath awaits = map.get("awaits") == null
                ? null
                : tests.path(site.child("awaits"), map.get("awaits")).orElse(null);
        List<KindRule> rules = rules(site.child("rules"), map.get("rules"));
        if (rules.isEmpty() && !map.containsKey("awaits") && !map.containsKey("rules")) {
            site.problem("says nothing: give it rules, or awaits");
        }
        return Optional.of(new KindRules(kinds, awaits, rules, site.place()));
    }

    private List<KindPattern> kinds(RuleSite site, Object tree) {
        List<?> texts = tree instanceof List<?> list ? list : tree == null ? List.of() : List.of(tree);
        if (texts.isEmpty()) {
            site.problem(
                    "kinds are missing: name them, such as Certificate.cert-manager.io, or *.cert-manager.io for all"
                            + " of a group");
        }
        List<KindPattern> kinds = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            kind(tree instanceof List ? site.child(i) : site, texts.get(i)).ifPresent(kinds::add);
        }
        return kinds;
    }

    private Optional<KindPattern> kind(RuleSite site, Object tree) {
        Optional<KindPattern> kind = tree instanceof String text ? KindPattern.parse(text) : Optional.empty();
        if (kind.isEmpty()) {
            site.problem(RuleSite.describe(tree) + " names no kind: write KIND.GROUP without a version, such as"
                    + " Certificate.cert-manager.io; *.cert-manager.io is all of a group, *.*.upbound.io all of the"
                    + " groups below one");
            return kind;
        }
        RuleSite first = seen.putIfAbsent(kind.get(), site);
        if (first != null) {
            site.problem(kind.get() + " has rules already, at " + first.where()
                    + ": put them together, their order matters");
        }
        return kind;
    }

    private List<KindRule> rules(RuleSite site, Object tree) {
        if (tree == null) {
            return List.of();
        }
        if (!(tree instanceof List<?> list)) {
            site.problem("rules are a list, each with health and when; this is " + RuleSite.describe(tree));
            return List.of();
        }
        List<KindRule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            rule(site.child(i), list.get(i), i + 1 == list.size()).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<KindRule> rule(RuleSite site, Object tree, boolean last) {
        if (!(tree instanceof Map<?, ?> map)) {
            site.problem("a rule is a map with when, health and message; this is " + RuleSite.describe(tree));
            return Optional.empty();
        }
        site.requireKnown(map, RULE_KEYS);
        if (!map.containsKey("when") && !last) {
            site.problem("without when it always holds, so the rules below it are never looked at");
        }
        List<List<KindRule.Test>> when =
                map.containsKey("when") ? tests.when(site.child("when"), map.get("when")) : List.of();
        MessageTemplate message = map.get("message") == null
                ? null
                : tests.message(site.child("message"), map.get("message")).orElse(null);
        return Optional.of(new KindRule(when, health(site, map), message));
    }

    private static HealthStatus health(RuleSite site, Map<?, ?> rule) {
        Object word = rule.get("health");
        if (word == null) {
            site.problem("health is missing: one of " + String.join(", ", WORDS));
            return null;
        }
        if (word.equals(NONE)) {
            return null;
        }
        Optional<HealthStatus> status = Stream.of(HealthStatus.values())
                .filter(each -> each.toString().equals(word))
                .findFirst();
        if (status.isEmpty()) {
            site.child("health")
                    .problem("must be one of " + String.join(", ", WORDS) + ", not " + RuleSite.describe(word) + "."
                            + Nearest.hint(String.valueOf(word), WORDS));
        }
        return status.orElse(null);
    }
}
