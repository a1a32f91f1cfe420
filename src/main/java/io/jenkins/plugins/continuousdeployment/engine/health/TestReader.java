package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what must be so for a rule to hold, and its message. */
final class TestReader {
    private static final List<String> OPERATORS =
            List.of("exists", "empty", "not", "every", "has", "below", "above", "same", "differs");

    /** Whether paths begin in an item instead of an object. */
    private final boolean inside;

    TestReader() {
        this(false);
    }

    private TestReader(boolean inside) {
        this.inside = inside;
    }

    /** All tests of one of several maps, or of a single one. */
    List<List<KindRule.Test>> when(RuleSite site, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return List.of(tests(site, map));
        }
        List<List<KindRule.Test>> alternatives = new ArrayList<>();
        if (tree instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> map) {
                    alternatives.add(tests(site.child(i), map));
                } else {
                    site.child(i)
                            .problem("must be a map from paths to what is expected there; this is "
                                    + RuleSite.describe(list.get(i)));
                }
            }
        } else {
            site.problem("must be a map from paths to what is expected there, or a list of such maps of which one must"
                    + " hold; this is " + RuleSite.describe(tree));
        }
        return alternatives;
    }

    private List<KindRule.Test> tests(RuleSite site, Map<?, ?> map) {
        if (map.isEmpty()) {
            site.problem("is empty; leave when out for a rule that always holds");
        }
        List<KindRule.Test> tests = new ArrayList<>();
        map.forEach((key, value) -> {
            Optional<FieldPath> path = key(site.child(key), String.valueOf(key));
            Optional<Expectation> expectation = expectation(site.child(key), value);
            if (path.isPresent() && expectation.isPresent()) {
                tests.add(new KindRule.Test(path.get(), expectation.get()));
            }
        });
        return tests;
    }

    private Optional<FieldPath> key(RuleSite site, String text) {
        try {
            return Optional.of(checked(text));
        } catch (FieldPath.Malformed e) {
            site.keyProblem("\"" + text + "\" is no path: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A path that is a value. */
    Optional<FieldPath> path(RuleSite site, Object tree) {
        try {
            if (tree instanceof String text) {
                return Optional.of(checked(text));
            }
            site.problem("must be a path such as status.phase; this is " + RuleSite.describe(tree));
        } catch (FieldPath.Malformed e) {
            site.problem("\"" + tree + "\" is no path: " + e.getMessage());
        }
        return Optional.empty();
    }

    private FieldPath checked(String text) throws FieldPath.Malformed {
        FieldPath path = FieldPath.parse(text);
        String root = path.steps().get(0).name();
        if (!inside && !FieldPath.ROOTS.contains(root)) {
            throw new FieldPath.Malformed("it must begin with one of " + String.join(", ", FieldPath.ROOTS) + "."
                    + Nearest.hint(root, FieldPath.ROOTS));
        }
        return path;
    }

    Optional<MessageTemplate> message(RuleSite site, Object tree) {
        if (!(tree instanceof String text)) {
            site.problem("must be a text; this is " + RuleSite.describe(tree));
            return Optional.empty();
        }
        try {
            MessageTemplate template = MessageTemplate.parse(text);
            for (FieldPath path : template.paths()) {
                checked(path.text());
            }
            return Optional.of(template);
        } catch (FieldPath.Malformed e) {
            site.problem("its braces hold no path: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Expectation> expectation(RuleSite site, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return operator(site, map);
        }
        List<?> texts = tree instanceof List<?> list ? list : Arrays.asList(tree);
        if (texts.isEmpty()
                || texts.stream().anyMatch(text -> text == null || text instanceof Map || text instanceof List)) {
            site.problem("must be a value, a list of values, or a map with one of " + String.join(", ", OPERATORS)
                    + "; whether there is a value at all asks {exists: true}");
            return Optional.empty();
        }
        return Optional.of(
                new Expectation.OneOf(texts.stream().map(TestReader::pattern).collect(Collectors.toList())));
    }

    private static Pattern pattern(Object text) {
        if (text instanceof Boolean) {
            return Pattern.compile(text.toString(), Pattern.CASE_INSENSITIVE);
        }
        return Pattern.compile(
                Arrays.stream(String.valueOf(text).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }

    private Optional<Expectation> operator(RuleSite site, Map<?, ?> map) {
        site.requireKnown(map, OPERATORS);
        if (map.size() != 1) {
            site.problem("must be a map with exactly one of " + String.join(", ", OPERATORS));
            return Optional.empty();
        }
        String name = String.valueOf(map.keySet().iterator().next());
        Object value = map.get(name);
        RuleSite below = site.child(name);
        return switch (name) {
            case "exists" -> flag(below, value).map(Expectation.Exists::new);
            case "empty" -> flag(below, value).map(Expectation.Empty::new);
            case "not" -> expectation(below, value).map(Expectation.Not::new);
            case "every" -> expectation(below, value).map(Expectation.Every::new);
            case "has" -> has(below, value);
            case "below", "above" -> compared(below, value, name.equals("below"));
            case "same", "differs" -> path(below, value).map(path -> new Expectation.SameAs(path, name.equals("same")));
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> flag(RuleSite site, Object value) {
        if (value instanceof Boolean wanted) {
            return Optional.of(wanted);
        }
        site.problem("must be true or false; this is " + RuleSite.describe(value));
        return Optional.empty();
    }

    /** Paths inside of {@code has} begin in an item, whose keys nobody knows. */
    private Optional<Expectation> has(RuleSite site, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            site.problem("must be a map from paths inside of an item to what is expected there; this is "
                    + RuleSite.describe(value));
            return Optional.empty();
        }
        return Optional.of(new Expectation.Has(new TestReader(true).tests(site, map)));
    }

    private Optional<Expectation> compared(RuleSite site, Object value, boolean below) {
        if (value instanceof Number number) {
            return Optional.of(new Expectation.Compared(null, new BigDecimal(number.toString()), below));
        }
        return path(site, value).map(path -> new Expectation.Compared(path, null, below));
    }
}
