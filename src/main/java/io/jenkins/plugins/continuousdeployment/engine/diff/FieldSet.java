package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A set of fields, as structured-merge-diff has it: a tree of steps in which any node may be a member, leaf or not. The
 * tree of a field is itself such a set; where nothing is, there is {@link #EMPTY}.
 *
 * <p>An atomic value, a scalar and an empty map are leaves; an item of a list is a member and has children; a field of a
 * structure that holds more fields is mostly no member.
 *
 * @param member whether the place where this tree stands is itself in the set
 * @param children the trees further on, none of them empty
 */
public record FieldSet(boolean member, Map<PathElement, FieldSet> children) {
    /** No field. */
    public static final FieldSet EMPTY = new FieldSet(false, Map.of());

    private static final FieldSet LEAF = new FieldSet(true, Map.of());

    public FieldSet {
        children = children.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /**
     * Reads a {@code fieldsV1} tree.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static FieldSet parse(Map<?, ?> fieldsV1) {
        boolean member = false;
        Map<PathElement, FieldSet> children = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : fieldsV1.entrySet()) {
            if (!(entry.getValue() instanceof Map<?, ?> below)) {
                throw new IllegalArgumentException("no fieldsV1 tree below " + entry.getKey());
            }
            if (entry.getKey().equals(".")) {
                member = true;
            } else {
                PathElement step = PathElement.parse(String.valueOf(entry.getKey()));
                children.put(step, below.isEmpty() ? LEAF : parse(below));
            }
        }
        return new FieldSet(member, children);
    }

    /** The tree that {@link #parse} reads; for the root of an object. */
    public Map<String, Object> toFieldsV1() {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (member && !children.isEmpty()) {
            tree.put(".", Map.of());
        }
        children.forEach((step, below) -> tree.put(step.serialized(), below.toFieldsV1()));
        return tree;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return !member && children.isEmpty();
    }

    /** Whether the place itself is in it and nothing further on is. */
    public boolean leaf() {
        return member && children.isEmpty();
    }

    /** The tree one step further, {@link #EMPTY} where there is none. */
    public FieldSet child(PathElement step) {
        return children.getOrDefault(step, EMPTY);
    }

    /** The tree at the end of a path, {@link #EMPTY} where there is none. */
    public FieldSet at(FieldPath path) {
        FieldSet set = this;
        for (PathElement step : path.steps()) {
            set = set.child(step);
        }
        return set;
    }

    /** Whether the field at the end of a path is a member. */
    public boolean contains(FieldPath path) {
        return at(path).member();
    }

    /** Whether the field is a member, or stands inside a value that is one as a whole. */
    public boolean covers(FieldPath path) {
        FieldSet set = this;
        for (PathElement step : path.steps()) {
            if (set.leaf()) {
                return true;
            }
            set = set.child(step);
        }
        return set.member();
    }

    /** What is in one or the other. */
    public FieldSet union(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Map<PathElement, FieldSet> all = new LinkedHashMap<>(children);
        other.children.forEach((step, below) -> all.merge(step, below, FieldSet::union));
        return new FieldSet(member || other.member, all);
    }

    /** What is in this one and not in the other; a field outlives the removal of what holds it, as upstream. */
    public FieldSet difference(FieldSet other) {
        Map<PathElement, FieldSet> rest = new LinkedHashMap<>();
        children.forEach((step, below) -> put(rest, step, below.difference(other.child(step))));
        return of(member && !other.member, rest);
    }

    /** The members whose paths please. */
    public FieldSet filter(Predicate<FieldPath> wanted) {
        return filter(FieldPath.ROOT, wanted);
    }

    private FieldSet filter(FieldPath path, Predicate<FieldPath> wanted) {
        Map<PathElement, FieldSet> rest = new LinkedHashMap<>();
        children.forEach((step, below) -> put(rest, step, below.filter(path.then(step), wanted)));
        return of(member && wanted.test(path), rest);
    }

    /** The paths of all members. */
    public List<FieldPath> members() {
        List<FieldPath> paths = new ArrayList<>();
        collect(FieldPath.ROOT, FieldSet::member, paths);
        return paths;
    }

    /** The paths of the members that have nothing further on. */
    public List<FieldPath> leaves() {
        List<FieldPath> paths = new ArrayList<>();
        collect(FieldPath.ROOT, FieldSet::leaf, paths);
        return paths;
    }

    private void collect(FieldPath path, Predicate<FieldSet> wanted, List<FieldPath> paths) {
        if (wanted.test(this)) {
            paths.add(path);
        }
        children.forEach((step, below) -> below.collect(path.then(step), wanted, paths));
    }

    private static void put(Map<PathElement, FieldSet> map, PathElement step, FieldSet set) {
        Objects.requireNonNull(set, "set");
        if (!set.isEmpty()) {
            map.put(step, set);
        }
    }

    private static FieldSet of(boolean member, Map<PathElement, FieldSet> children) {
        return children.isEmpty() ? member ? LEAF : EMPTY : new FieldSet(member, children);
    }
}
