package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlComment;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes new values into a file, and reads it again to see that nothing but these values is another: whatever this room
 * got wrong about YAML, no file is spoilt by it.
 */
final class Rewrite {
    private final YamlLayout before;
    private final Map<YamlPart, String> values;

    /**
     * Prepares.
     *
     * @param values the scalars that change, each with its new value
     */
    Rewrite(YamlLayout before, Map<YamlPart, String> values) {
        this.before = before;
        this.values = new HashMap<>(values);
    }

    /**
     * The new bytes.
     *
     * @return nothing where they would not be the same file with other values
     */
    Optional<byte[]> bytes(String file, YamlLimits limits) {
        byte[] bytes = before.encoded(text());
        try {
            return isSame(YamlLayout.read(file, bytes, limits)) ? Optional.of(bytes) : Optional.empty();
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private String text() {
        List<YamlPart> scalars = values.keySet().stream()
                .sorted(Comparator.comparingInt(YamlPart::start))
                .toList();
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (YamlPart scalar : scalars) {
            text.append(before.text(), copied, scalar.start()).append(Replacement.written(scalar, values.get(scalar)));
            copied = scalar.end();
        }
        return text.append(before.text(), copied, before.text().length()).toString();
    }

    private boolean isSame(YamlLayout after) {
        List<YamlPart> old = before.parts();
        List<YamlPart> now = after.parts();
        if (old.size() != now.size() || !comments(before).equals(comments(after))) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            String value = values.get(old.get(i));
            if (!(value == null ? same(old.get(i), now.get(i)) : changed(old.get(i), now.get(i), value))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> comments(YamlLayout layout) {
        return layout.comments().stream().map(YamlComment::text).toList();
    }

    private static boolean same(YamlPart old, YamlPart now) {
        return samePlace(old, now) && old.kind() == now.kind() && old.text().equals(now.text());
    }

    private static boolean changed(YamlPart old, YamlPart now, String value) {
        boolean quoted = old.kind() == YamlPart.Kind.PLAIN && now.kind() == YamlPart.Kind.DOUBLE_QUOTED;
        String text = now.kind() == YamlPart.Kind.BLOCK ? now.text().stripTrailing() : now.text();
        return samePlace(old, now) && (quoted || old.kind() == now.kind()) && text.equals(value) && now.isString();
    }

    private static boolean samePlace(YamlPart old, YamlPart now) {
        return old.document() == now.document()
                && old.key() == now.key()
                && old.flow() == now.flow()
                && old.path().equals(now.path())
                && Objects.equals(old.anchor(), now.anchor())
                && Objects.equals(old.tag(), now.tag());
    }
}
