package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The way from an object to one of its fields.
 *
 * @param parent the way to what holds the field; null for the object itself
 * @param last the last step; null for the object itself
 */
public record FieldPath(FieldPath parent, PathElement last) {
    /** The object itself. */
    public static final FieldPath ROOT = new FieldPath(null, null);

    public FieldPath {
        if ((parent == null) != (last == null)) {
            throw new IllegalArgumentException("a step needs what it starts from");
        }
    }

    /** A way through fields alone. */
    public static FieldPath of(String... fields) {
        return Arrays.stream(fields).reduce(ROOT, FieldPath::then, (one, other) -> other);
    }

    /** One step further. */
    public FieldPath then(PathElement step) {
        return new FieldPath(this, Objects.requireNonNull(step, "step"));
    }

    /** One step further, to a field. */
    public FieldPath then(String field) {
        return then(new PathElement.Field(field));
    }

    /** The steps from the object on. */
    public List<PathElement> steps() {
        List<PathElement> steps = new ArrayList<>();
        for (FieldPath path = this; path.parent != null; path = path.parent) {
            steps.add(path.last);
        }
        Collections.reverse(steps);
        return steps;
    }

    /** Whether this is the other path or leads through it. */
    public boolean within(FieldPath other) {
        List<PathElement> outer = other.steps();
        List<PathElement> steps = steps();
        return steps.size() >= outer.size() && steps.subList(0, outer.size()).equals(outer);
    }

    /** {@code spec.template.spec.containers[name=web].image}; empty for the object itself. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps().forEach(text::append);
        return text.length() > 0 && text.charAt(0) == '.' ? text.substring(1) : text.toString();
    }
}
