package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules that tell how well objects of some kinds are, read from a file; docs/health.md has their language. Immutable. */
public final class HealthRules {
    /** No rule at all. */
    public static final HealthRules NONE = new HealthRules(List.of());

    private final Map<GroupKind, List<KindRules>> exact = new HashMap<>();
    private final List<Wide> wide = new ArrayList<>();

    private record Wide(KindPattern pattern, KindRules rules) {}

    HealthRules(List<KindRules> all) {
        for (KindRules rules : all) {
            for (KindPattern pattern : rules.kinds()) {
                if (pattern.exact()) {
                    exact.computeIfAbsent(pattern.groupKind(), kind -> new ArrayList<>())
                            .add(rules);
                } else {
                    wide.add(new Wide(pattern, rules));
                }
            }
        }
        wide.sort(Comparator.comparingInt((Wide each) -> each.pattern().narrowness())
                .reversed());
    }

    /**
     * Reads rules.
     *
     * @param file the name to know the text by in places
     * @param text YAML, or JSON where the file's name ends in {@code .json}; one list of rules a document
     * @throws RefusedException naming every problem with its line
     */
    public static HealthRules read(String file, String text) {
        return new HealthRules(new RulesReader().read(file, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Those for a kind, the narrowest first: for itself, for its group, for the groups around. */
    List<KindRules> of(GroupKind kind) {
        List<KindRules> own = exact.getOrDefault(kind, List.of());
        return Stream.concat(
                        own.stream(),
                        wide.stream()
                                .filter(each -> each.pattern().matches(kind))
                                .map(Wide::rules))
                .toList();
    }
}
