package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.GoDuration;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --limit NAME=VALUE}: the limits by the names under which messages speak of them. */
final class LimitFlag {
    /** All limits, in the order of the page. */
    enum Name {
        MAX_FILES("maxFiles", Unit.COUNT),
        MAX_BYTES("maxBytes", Unit.BYTES),
        MAX_FILE_BYTES("maxFileBytes", Unit.BYTES),
        MAX_OBJECTS("maxObjects", Unit.COUNT),
        MAX_DEPTH("maxDepth", Unit.COUNT),
        MAX_NODES("maxNodes", Unit.COUNT),
        RENDER_TIMEOUT("renderTimeout", Unit.DURATION),
        MAX_OUTPUT_BYTES("maxOutputBytes", Unit.BYTES),
        MAX_EXPORT_FILES("maxExportFiles", Unit.COUNT),
        MAX_EXPORT_BYTES("maxExportBytes", Unit.BYTES);

        private final String text;
        private final Unit unit;

        Name(String text, Unit unit) {
            this.text = text;
            this.unit = unit;
        }

        static Optional<Name> of(String text) {
            return Arrays.stream(values())
                    .filter(name -> name.text.equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What a limit counts. */
    private enum Unit {
        COUNT("a whole number from 1 to 2147483647, such as 50000"),
        BYTES("a number of bytes above 0, with Ki, Mi or Gi behind it where that is meant, such as 128Mi"),
        DURATION("a duration above 0 with its unit, such as 90s or 5m");

        private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(Ki|Mi|Gi)?");
        private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}");
        private static final Map<String, Long> FACTORS = Map.of("Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30);

        private final String takes;

        Unit(String takes) {
            this.takes = takes;
        }

        /** A count, bytes, or nanoseconds; 0 for what is none of that. */
        private long read(String text) {
            return switch (this) {
                case COUNT -> count(text);
                case BYTES -> bytes(text);
                case DURATION -> GoDuration.parse(text).map(Duration::toNanos).orElse(0L);
            };
        }

        private static long count(String text) {
            long count = PLAIN.matcher(text).matches() ? Long.parseLong(text) : 0;
            return count > Integer.MAX_VALUE ? 0 : count;
        }

        private static long bytes(String text) {
            Matcher size = SIZE.matcher(text);
            if (size.matches() && size.group(2) != null) {
                return Long.parseLong(size.group(1)) * FACTORS.get(size.group(2));
            }
            return PLAIN.matcher(text).matches() ? Long.parseLong(text) : 0;
        }
    }

    private final Map<Name, Long> given = new HashMap<>();

    private LimitFlag(List<String> flags) {
        flags.forEach(this::read);
    }

    /**
     * The limits with some of them replaced.
     *
     * @throws RefusedException for a name that is none, or a value that the limit of that name does not take
     */
    static RenderLimits limits(List<String> flags) {
        LimitFlag flag = new LimitFlag(flags);
        RenderLimits all = RenderLimits.DEFAULT;
        ManifestLimits manifests = all.manifests();
        YamlLimits yaml = manifests.yaml();
        return new RenderLimits(
                Duration.ofNanos(
                        flag.value(Name.RENDER_TIMEOUT, all.renderTimeout().toNanos())),
                flag.value(Name.MAX_OUTPUT_BYTES, all.maxOutputBytes()),
                flag.count(Name.MAX_EXPORT_FILES, all.maxExportFiles()),
                flag.value(Name.MAX_EXPORT_BYTES, all.maxExportBytes()),
                new ManifestLimits(
                        flag.count(Name.MAX_FILES, manifests.maxFiles()),
                        flag.value(Name.MAX_BYTES, manifests.maxBytes()),
                        flag.value(Name.MAX_FILE_BYTES, manifests.maxFileBytes()),
                        flag.count(Name.MAX_OBJECTS, manifests.maxObjects()),
                        new YamlLimits(
                                flag.count(Name.MAX_DEPTH, yaml.maxDepth()),
                                flag.count(Name.MAX_NODES, yaml.maxNodes()))));
    }

    private long value(Name name, long otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    private int count(Name name, int otherwise) {
        return Math.toIntExact(value(name, otherwise));
    }

    private void read(String flag) {
        int equals = flag.indexOf('=');
        if (equals < 1) {
            throw new RefusedException("--limit " + flag + ": write NAME=VALUE, such as maxObjects=50000,"
                    + " maxFileBytes=128Mi or renderTimeout=5m");
        }
        Name name = Name.of(flag.substring(0, equals))
                .orElseThrow(() -> new RefusedException("--limit " + flag + ": there is no such limit; they are "
                        + String.join(
                                ", ",
                                Arrays.stream(Name.values()).map(Name::toString).toList())));
        long value = name.unit.read(flag.substring(equals + 1));
        if (value <= 0) {
            throw new RefusedException("--limit " + flag + ": " + name + " takes " + name.unit.takes);
        }
        given.put(name, value);
    }
}
