package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Objects of the tests, read as a server would hand them out: times are text, whole numbers are longs. */
final class TestObjects {
    private TestObjects() {}

    static KubeObject object(String yaml) {
        return new KubeObject(map(tree(yaml)));
    }

    static Object tree(String yaml) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Yaml reader =
                new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new WithoutTimes());
        return asServed(reader.load(yaml));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    private static Object asServed(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), asServed(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TestObjects::asServed).toList();
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    private static final class WithoutTimes extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
