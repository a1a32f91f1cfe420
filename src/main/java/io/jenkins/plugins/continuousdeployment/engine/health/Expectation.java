package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must be so with the values under a path. */
sealed interface Expectation {
    boolean holds(List<Object> values, KubeObject object);

    /** Some value is one of these texts, in which {@code *} stands for anything. */
    record OneOf(List<Pattern> texts) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            return values.stream().anyMatch(this::fits);
        }

        boolean fits(Object value) {
            Optional<String> text = Values.text(value);
            return text.isPresent()
                    && texts.stream()
                            .anyMatch(pattern -> pattern.matcher(text.get()).matches());
        }
    }

    /** There is, or is not, a value; an empty text, list or map is none. */
    record Exists(boolean wanted) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            return values.stream().anyMatch(value -> !Values.empty(value)) == wanted;
        }
    }

    /** There is a value that is an empty text, list or map, or there is none such. */
    record Empty(boolean wanted) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            return values.stream().anyMatch(Values::empty) == wanted;
        }
    }

    /** Some value is a map for which all of these hold, their paths beginning in it. */
    record Has(List<KindRule.Test> tests) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            return values.stream().anyMatch(value -> value instanceof Map<?, ?> map && fits(map));
        }

        @SuppressWarnings("unchecked")
        private boolean fits(Map<?, ?> map) {
            KubeObject item = new KubeObject((Map<String, Object>) map);
            return tests.stream().allMatch(test -> test.holds(item));
        }
    }

    /** The other does not hold, which is so where there is no value. */
    record Not(Expectation other) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            return !other.holds(values, object);
        }
    }

    /** There are values, and the other holds for each. */
    record Every(Expectation other) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            return !values.isEmpty() && values.stream().allMatch(value -> other.holds(List.of(value), object));
        }
    }

    /** Whether some value is the same as, or another than, the first under another path; both must be there. */
    record SameAs(FieldPath path, boolean wanted) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            List<Object> others = path.in(object);
            return !others.isEmpty() && values.stream().anyMatch(value -> Values.same(value, others.get(0)) == wanted);
        }
    }

    /**
     * Some value is a smaller or a larger number than another one. A counter that is not there is zero, as controllers
     * leave it out.
     *
     * @param path where the other number stands, or null
     * @param number the other number where there is no path, or nothing stands under it; null for none
     * @param below whether smaller is meant
     */
    record Compared(FieldPath path, BigDecimal number, boolean below) implements Expectation {
        @Override
        public boolean holds(List<Object> values, KubeObject object) {
            Optional<BigDecimal> other = other(object);
            if (other.isEmpty()) {
                return false;
            }
            if (values.isEmpty()) {
                return compare(BigDecimal.ZERO, other.get());
            }
            return values.stream()
                    .map(Values::number)
                    .flatMap(Optional::stream)
                    .anyMatch(value -> compare(value, other.get()));
        }

        private Optional<BigDecimal> other(KubeObject object) {
            Optional<BigDecimal> found = path == null
                    ? Optional.empty()
                    : path.in(object).stream().findFirst().flatMap(Values::number);
            return found.or(() -> Optional.ofNullable(number));
        }

        private boolean compare(BigDecimal value, BigDecimal other) {
            int difference = value.compareTo(other);
            return below ? difference < 0 : difference > 0;
        }
    }

    /** How values read: a condition stands for its status. */
    final class Values {
        private Values() {}

        static Optional<String> text(Object value) {
            if (value instanceof Map<?, ?> map) {
                return map.get("status") instanceof String || map.get("status") instanceof Boolean
                        ? text(map.get("status"))
                        : Optional.empty();
            }
            return value instanceof List<?> ? Optional.empty() : Optional.of(String.valueOf(value));
        }

        static boolean empty(Object value) {
            return (value instanceof Map<?, ?> map && map.isEmpty())
                    || (value instanceof List<?> list && list.isEmpty())
                    || "".equals(value);
        }

        static Optional<BigDecimal> number(Object value) {
            if (value instanceof Number || value instanceof String) {
                try {
                    String text = value.toString();
                    boolean percentage = text.endsWith("%");
                    return Optional.of(new BigDecimal(percentage ? text.substring(0, text.length() - 1) : text));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        static boolean same(Object one, Object other) {
            return one.equals(other) || (text(one).isPresent() && text(one).equals(text(other)));
        }
    }
}
