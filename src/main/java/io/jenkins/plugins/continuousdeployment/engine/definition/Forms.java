package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of every type that a component of a definition's records may have. */
final class Forms {
    private static final Map<Type, Form<?>> KNOWN = Map.of(
            String.class, ScalarForm.TEXT,
            boolean.class, ScalarForm.FLAG,
            int.class, ScalarForm.COUNT,
            Duration.class, ScalarForm.DURATION,
            Instant.class, ScalarForm.TIME,
            PruneLimit.class, ScalarForm.LIMIT,
            HealthRules.class, new HealthForm());

    private Forms() {}

    /**
     * The form of a type.
     *
     * @throws IllegalStateException for a type without one: whoever adds such a component adds its form here
     */
    static Form<?> of(Type type) {
        Form<?> known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (type instanceof Class<?> raw) {
            return ofClass(raw);
        }
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        throw without(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Form<?> ofClass(Class<?> type) {
        if (type.isEnum()) {
            return ScalarForm.words((Class) type);
        }
        if (type.isRecord()) {
            return new RecordForm<>((Class<? extends Record>) type);
        }
        throw without(type);
    }

    private static Form<?> ofGeneric(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Type last = arguments[arguments.length - 1];
        if (type.getRawType() == Optional.class) {
            return new OptionalForm<>(of(last));
        }
        if (type.getRawType() == List.class) {
            return new ListForm<>(of(last));
        }
        if (type.getRawType() == Map.class) {
            return last == String.class ? new LabelsForm() : new BlockForm();
        }
        throw without(type);
    }

    private static IllegalStateException without(Type type) {
        return new IllegalStateException("no form for " + type.getTypeName());
    }

    /** What a YAML value is, for a person; never the value itself, which may be a secret. */
    static String describe(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof Number ? "a number" : value == null ? "nothing" : "text";
    }

    /** What may be left out altogether. */
    record OptionalForm<T>(Form<T> form) implements Form<Optional<T>> {
        @Override
        public String type() {
            return form.type();
        }

        @Override
        public Optional<T> read(Object tree, Site site) {
            T value = form.read(tree, site);
            return value == null ? null : Optional.of(value);
        }

        @Override
        public Object write(Optional<T> value) {
            return value.map(form::write).orElse(null);
        }

        @Override
        public Optional<T> absent(String byDefault) {
            return Optional.empty();
        }

        @Override
        public Optional<RecordForm<?>> inner() {
            return form.inner();
        }
    }

    /** A list, where it is absent empty or of one value. */
    record ListForm<T>(Form<T> form) implements Form<List<T>> {
        @Override
        public String type() {
            return form.type().equals("map") ? "list of maps" : "list of " + form.type();
        }

        @Override
        public List<T> read(Object tree, Site site) {
            if (!(tree instanceof List<?> list)) {
                site.problem("must be a list; this is " + describe(tree));
                return null;
            }
            List<T> values = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                T value = item(list.get(i), site.child(i));
                if (value != null) {
                    values.add(value);
                }
            }
            return values.size() == list.size() ? values : null;
        }

        private T item(Object item, Site site) {
            if (item == null) {
                site.problem("has no value; give one or remove the entry");
                return null;
            }
            return form.read(item, site);
        }

        @Override
        public Object write(List<T> value) {
            return value.stream().map(form::write).toList();
        }

        @Override
        public List<T> absent(String byDefault) {
            return byDefault.isEmpty() ? List.of() : List.of(form.absent(byDefault));
        }

        @Override
        public Optional<RecordForm<?>> inner() {
            return form.inner();
        }

        @Override
        public boolean many() {
            return true;
        }
    }

    /** A map of names to texts. */
    record LabelsForm() implements Form<Map<String, String>> {
        @Override
        public String type() {
            return "map of text";
        }

        @Override
        public Map<String, String> read(Object tree, Site site) {
            if (!(tree instanceof Map<?, ?> map)) {
                site.problem("must be a map of text; this is " + describe(tree));
                return null;
            }
            Map<String, String> values = new LinkedHashMap<>();
            map.forEach((key, item) -> {
                if (item instanceof String text) {
                    values.put(String.valueOf(key), text);
                } else {
                    site.child(key).problem("must be text; this is " + describe(item) + ", so put it in quotes");
                }
            });
            return values.size() == map.size() ? values : null;
        }

        @Override
        public Object write(Map<String, String> value) {
            return value;
        }

        @Override
        public Map<String, String> absent(String byDefault) {
            return Map.of();
        }
    }

    /** A map that is kept as it is written, for a tool that knows its keys. */
    record BlockForm() implements Form<Map<String, Object>> {
        @Override
        public String type() {
            return "map";
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, Object> read(Object tree, Site site) {
            if (!(tree instanceof Map<?, ?>)) {
                site.problem("must be a map; this is " + describe(tree));
                return null;
            }
            return Trees.frozen((Map<String, Object>) tree);
        }

        @Override
        public Object write(Map<String, Object> value) {
            return value;
        }

        @Override
        public Map<String, Object> absent(String byDefault) {
            return Map.of();
        }
    }
}
