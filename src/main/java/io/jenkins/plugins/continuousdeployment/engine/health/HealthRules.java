package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules that tell how well objects of some kinds are; docs/health.md has their language. Immutable, and equal where the
 * same is written.
 */
public final class HealthRules {
    /** No rule at all. */
    public static final HealthRules NONE = new HealthRules(List.of(), List.of());

    private final Map<GroupKind, List<KindRules>> exact = new HashMap<>();
    private final List<Wide> wide = new ArrayList<>();

    private final List<KindRules> all;
    private final List<Object> tree;

    private record Wide(KindPattern pattern, KindRules rules) {}

    /**
     * Rules as they were read.
     *
     * @param tree what was written, which nobody changes any more
     */
    HealthRules(List<KindRules> all, List<?> tree) {
        this.all = List.copyOf(all);
        this.tree = Collections.unmodifiableList(new ArrayList<>(tree));
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
        return new RulesReader().read(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads rules that stand in something larger.
     *
     * @param list a list of rules as YAML has it, which nobody changes any more
     * @param text is told of every mistake; after one, the rules that are returned are not complete
     */
    public static HealthRules read(List<?> list, RulesText text) {
        return new HealthRules(new RulesReader().read(list, text), list);
    }

    /** The rules as they are written: a list of maps, lists, texts, booleans and numbers. */
    public List<Object> tree() {
        return tree;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HealthRules rules && tree.equals(rules.tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        return "rules " + tree;
    }

    /** All of them, as they are written. */
    List<KindRules> all() {
        return all;
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
