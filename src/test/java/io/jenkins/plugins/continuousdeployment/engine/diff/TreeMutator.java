package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Changes a tree somewhere, as people and controllers do and as they never would. */
final class TreeMutator {
    private static final Set<String> LEFT_ALONE = Set.of(
            "apiVersion",
            "kind",
            "name",
            "namespace",
            "managedFields",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "apiGroups",
            "failurePolicy",
            "selfLink");
    private static final List<Object> VALUES =
            List.of("a", "b", "", "1", "80", "true", 0L, 1L, 80L, 1.0, 0.5, true, false, "500m", "0.5");
    private static final Map<Object, Object> OTHER_WORDS = Map.ofEntries(
            Map.entry(1L, 1.0),
            Map.entry("1", "1000m"),
            Map.entry("1000m", "1"),
            Map.entry("1Gi", "1024Mi"),
            Map.entry("1024Mi", "1073741824"),
            Map.entry("64Mi", "65536Ki"),
            Map.entry("100m", "0.1"),
            Map.entry("500m", "0.5"),
            Map.entry(80L, "80"),
            Map.entry("80", 80L));

    private final Random random;
    private final List<Change> changes;

    /** A place in a tree: what holds it, and its key or index there. */
    private record Spot(Object holder, Object key) {
        Object value() {
            return holder instanceof Map<?, ?> map ? map.get(key) : ((List<?>) holder).get((Integer) key);
        }

        @SuppressWarnings("unchecked")
        void set(Object value) {
            if (holder instanceof Map<?, ?> map) {
                ((Map<Object, Object>) map).put(key, value);
            } else {
                ((List<Object>) holder).set((Integer) key, value);
            }
        }

        void remove() {
            if (holder instanceof Map<?, ?> map) {
                map.remove(key);
            } else {
                ((List<?>) holder).remove((int) (Integer) key);
            }
        }

        boolean longList() {
            return value() instanceof List<?> list && list.size() > 1;
        }

        boolean filledList() {
            return value() instanceof List<?> list && !list.isEmpty();
        }

        boolean scalar() {
            return JsonValues.scalar(value());
        }
    }

    private record Change(String name, Predicate<Spot> where, Consumer<Spot> how) {}

    TreeMutator(Random random) {
        this.random = random;
        this.changes = List.of(
                new Change("shuffle", Spot::longList, spot -> onList(spot, list -> Collections.shuffle(list, random))),
                new Change("rotate", Spot::longList, spot -> onList(spot, list -> Collections.rotate(list, 1))),
                new Change("insert", Spot::filledList, spot -> onList(spot, this::insert)),
                new Change("double", Spot::filledList, spot -> onList(spot, list -> list.add(any(list)))),
                new Change("take out", Spot::filledList, spot -> onList(spot, list -> list.remove(any(list)))),
                new Change("empty list", Spot::filledList, spot -> spot.set(new ArrayList<>())),
                new Change("empty map", spot -> spot.value() instanceof Map, spot -> spot.set(new LinkedHashMap<>())),
                new Change("add", spot -> spot.value() instanceof Map, this::add),
                new Change("remove", spot -> true, Spot::remove),
                new Change("null", spot -> true, spot -> spot.set(null)),
                new Change(
                        "leave to the default",
                        spot -> Set.of("protocol", "count", "mode", "size", "times", "pathType", "port")
                                .contains(spot.key()),
                        Spot::remove),
                new Change("zero", Spot::scalar, spot -> spot.set(zero(spot.value()))),
                new Change("value", Spot::scalar, spot -> spot.set(any(VALUES))),
                new Change("one more", spot -> spot.value() instanceof Long, spot -> spot.set((Long) spot.value() + 1)),
                new Change(
                        "other words",
                        spot -> spot.value() != null && OTHER_WORDS.containsKey(spot.value()),
                        spot -> spot.set(OTHER_WORDS.get(spot.value()))));
    }

    /** Changes a thawed object at one place, and says how. */
    String mutate(Map<String, Object> body) {
        List<Spot> all = new ArrayList<>();
        collect(body, all, true);
        Change change = changes.get(random.nextInt(changes.size()));
        List<Spot> spots = all.stream().filter(change.where()).toList();
        if (spots.isEmpty()) {
            return "nothing";
        }
        Spot spot = any(spots);
        change.how().accept(spot);
        return change.name() + " " + spot.key();
    }

    private void collect(Object value, List<Spot> spots, boolean top) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                if (!LEFT_ALONE.contains(key)) {
                    if (!(top && key.equals("metadata"))) {
                        spots.add(new Spot(map, key));
                    }
                    collect(item, spots, false);
                }
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                spots.add(new Spot(list, i));
                collect(list.get(i), spots, false);
            }
        }
    }

    private static void onList(Spot spot, Consumer<List<Object>> change) {
        List<Object> copy = new ArrayList<>((List<?>) spot.value());
        change.accept(copy);
        spot.set(copy);
    }

    private void insert(List<Object> list) {
        list.add(random.nextInt(list.size() + 1), renamed(any(list)));
    }

    private void add(Spot spot) {
        Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) spot.value());
        copy.put("x" + random.nextInt(3), VALUES.get(random.nextInt(3)));
        spot.set(copy);
    }

    private static Object zero(Object value) {
        return value instanceof String ? "" : value instanceof Boolean ? (Object) false : (Object) 0L;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Object renamed(Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            return item instanceof Long number ? (Object) (number + 10) : item + "x" + random.nextInt(3);
        }
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.computeIfPresent("name", (key, name) -> name + "-x" + random.nextInt(3));
        for (String port : List.of("port", "containerPort")) {
            copy.computeIfPresent(port, (key, number) -> number instanceof Long old ? (Object) (old + 1) : number);
        }
        return copy;
    }

    /** Copies something that is live into what is desired, where both have the map that holds it. */
    String adopt(Map<String, Object> desired, Map<String, Object> live) {
        List<Runnable> copies = new ArrayList<>();
        collectCopies(desired, live, copies);
        if (copies.isEmpty()) {
            return "nothing";
        }
        any(copies).run();
        return "something";
    }

    @SuppressWarnings("unchecked")
    private static void collectCopies(Object desired, Object live, List<Runnable> copies) {
        if (desired instanceof Map<?, ?> to && live instanceof Map<?, ?> from) {
            from.forEach((key, value) -> {
                if (!LEFT_ALONE.contains(key)) {
                    if (!key.equals("metadata") && !JsonValues.same(to.get(key), value)) {
                        copies.add(() -> ((Map<Object, Object>) to).put(key, value));
                    }
                    collectCopies(to.get(key), value, copies);
                }
            });
        } else if (desired instanceof List<?> to && live instanceof List<?> from) {
            for (int i = 0; i < Math.min(to.size(), from.size()); i++) {
                collectCopies(to.get(i), from.get(i), copies);
            }
        }
    }
}
