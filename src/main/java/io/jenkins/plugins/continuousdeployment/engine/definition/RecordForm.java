package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A record as a map: its components, each of which declares an {@link Option}, are the keys. */
final class RecordForm<R extends Record> implements Form<R> {
    /** The form of a whole definition. */
    static final RecordForm<DeploymentDefinition> DEFINITION = new RecordForm<>(DeploymentDefinition.class);

    private final Class<R> record;
    private final List<Key> keys;
    private final List<String> names;

    /** A component; looked at once, for reflection reads its annotation anew each time. */
    record Key(RecordComponent component, Option option, Form<?> form) {
        static Key of(RecordComponent component) {
            Option option = component.getAnnotation(Option.class);
            if (option == null) {
                throw new IllegalStateException(component + " does not declare its option");
            }
            return new Key(component, option, Forms.of(component.getGenericType()));
        }

        String name() {
            return component.getName();
        }

        Object absent() {
            return form.absent(option.byDefault());
        }

        Object of(Record value) {
            try {
                return component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " can't be read", e);
            }
        }

        /** Null for a value that holds anyway. */
        @SuppressWarnings("unchecked")
        Object written(Record value) {
            Object part = of(value);
            return !option.required() && Objects.equals(part, absent()) ? null : ((Form<Object>) form).write(part);
        }
    }

    RecordForm(Class<R> record) {
        this.record = record;
        this.keys = Arrays.stream(record.getRecordComponents()).map(Key::of).toList();
        this.names = keys.stream().map(Key::name).toList();
    }

    List<Key> keys() {
        return keys;
    }

    @Override
    public String type() {
        return "map";
    }

    @Override
    public Optional<RecordForm<?>> inner() {
        return Optional.of(this);
    }

    @Override
    public R read(Object tree, Site site) {
        if (!(tree instanceof Map<?, ?> map)) {
            site.problem("must be a map with keys such as " + String.join(", ", names) + "; this is "
                    + Forms.describe(tree));
            return null;
        }
        refuseUnknown(map, site);
        Map<String, Object> values = new HashMap<>();
        keys.forEach(key -> read(key, map, site, values));
        Rules.check(record, new Found(site, map, values));
        return values.size() == keys.size() ? make(values) : null;
    }

    private void refuseUnknown(Map<?, ?> map, Site site) {
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (!names.contains(name)) {
                site.child(key).problemWithKey("unknown key" + hint(name));
            }
        }
    }

    private String hint(String key) {
        String near = Nearest.hint(key, names);
        if (!near.isEmpty()) {
            return "." + near;
        }
        return DeclaredOption.all().stream()
                .filter(option -> option.key().equals(key) && !option.path().equals(key))
                .min(Comparator.comparingLong(
                        option -> option.path().chars().filter(c -> c == '.').count()))
                .map(option -> "; it belongs under " + parent(option.path()))
                .orElse("; known here are " + String.join(", ", names));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.')).replace("[]", "");
    }

    /** Takes down the value of a key, or what is wrong with it. */
    private void read(Key key, Map<?, ?> map, Site site, Map<String, Object> values) {
        String name = key.name();
        if (!map.containsKey(name)) {
            if (!key.option().required()) {
                values.put(name, key.absent());
            } else if (!misspelt(name, map)) {
                site.problemWithKey(
                        "the key " + name + " is missing: " + key.form().type().replace("`", ""));
            }
        } else if (map.get(name) == null) {
            site.child(name).problemWithKey("has no value; give one or remove the key");
        } else {
            Object value = key.form().read(map.get(name), site.child(name));
            if (value != null) {
                values.put(name, value);
            }
        }
    }

    /** Whether an unknown key, which is told anyway, was meant to be this one: one mistake is told once. */
    private boolean misspelt(String name, Map<?, ?> map) {
        return map.keySet().stream()
                .map(String::valueOf)
                .filter(written -> !names.contains(written))
                .anyMatch(written -> Nearest.to(written, names).contains(name));
    }

    private R make(Map<String, Object> values) {
        Class<?>[] types = keys.stream().map(key -> key.component().getType()).toArray(Class<?>[]::new);
        Object[] arguments = names.stream().map(values::get).toArray();
        try {
            return record.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getSimpleName() + " can't be made of what its rules let pass", e);
        }
    }

    @Override
    public Map<String, Object> write(R value) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Key key : keys) {
            Object tree = key.written(value);
            if (tree != null) {
                map.put(key.name(), tree);
            }
        }
        return map;
    }

    @Override
    public R absent(String byDefault) {
        Map<String, Object> values = new HashMap<>();
        keys.forEach(key -> values.put(key.name(), key.absent()));
        return make(values);
    }
}
