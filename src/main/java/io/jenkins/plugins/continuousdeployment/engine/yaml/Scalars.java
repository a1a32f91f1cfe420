package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a scalar's text means: the resolver of yaml.v2 (YAML 1.1 without base 60), then the way through JSON on which
 * sigs.k8s.io/yaml sends every value.
 */
final class Scalars {
    /** Why a scalar has no meaning; for a person, without the scalar's text. */
    static final class Meaningless extends Exception {
        private static final long serialVersionUID = 1L;

        Meaningless(String message) {
            super(message);
        }
    }

    static final String BEYOND_64_BITS =
            "an integer beyond 64 bits, which Kubernetes would round; quote it if it is meant as text";

    private enum Type {
        STRING("a string"),
        BOOLEAN("a boolean"),
        INTEGER("an integer"),
        FLOAT("a number"),
        NULL("null");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    private record Resolved(Type type, Object value) {}

    private static final Map<String, Resolved> WORDS = words();
    private static final Pattern UNDERSCORE_ALONE = Pattern.compile("(?<![0-9])_|_(?![0-9])");
    private static final Pattern TIME = Pattern.compile("(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})"
            + "((?<between>[Tt ])(?<hour>\\d{1,2}):(?<minute>\\d{1,2}):(?<second>\\d{1,2})([.,]\\d+)?"
            + "(?<zone>Z|[+-]\\d{2}:\\d{2})?)?");

    private Scalars() {}

    private static Map<String, Resolved> words() {
        Map<String, Resolved> words = new HashMap<>();
        all(words, new Resolved(Type.BOOLEAN, true), "y Y yes Yes YES true True TRUE on On ON");
        all(words, new Resolved(Type.BOOLEAN, false), "n N no No NO false False FALSE off Off OFF");
        all(words, new Resolved(Type.NULL, null), "~ null Null NULL");
        words.put("", new Resolved(Type.NULL, null));
        all(words, new Resolved(Type.FLOAT, Double.NaN), ".nan .NaN .NAN");
        all(words, new Resolved(Type.FLOAT, Double.POSITIVE_INFINITY), ".inf .Inf .INF +.inf +.Inf +.INF");
        all(words, new Resolved(Type.FLOAT, Double.NEGATIVE_INFINITY), "-.inf -.Inf -.INF");
        return Map.copyOf(words);
    }

    private static void all(Map<String, Resolved> words, Resolved meaning, String texts) {
        Pattern.compile(" ").splitAsStream(texts).forEach(text -> words.put(text, meaning));
    }

    /**
     * The value of a scalar.
     *
     * @param tag as the parser gives it, null where there is none
     * @param plain whether it is written without quotes
     */
    static Object value(String text, String tag, boolean plain) throws Meaningless {
        Object value = resolve(text, tag, plain);
        if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                throw new Meaningless("JSON has no infinity and no NaN; quote it if it is meant as text");
            }
            return GoNumbers.throughJson(number);
        }
        return value;
    }

    /** A scalar as a key: the string that JSON gets. */
    static String key(String text, String tag, boolean plain) throws Meaningless {
        Object value = resolve(text, tag, plain);
        if (value == null) {
            throw new Meaningless("a key can't be null; quote it if it is meant as text");
        }
        if (value instanceof BigInteger) {
            throw new Meaningless("a key can't be an integer beyond 63 bits; quote it");
        }
        return value instanceof Double number ? GoNumbers.key(number) : value.toString();
    }

    private static Object resolve(String text, String tag, boolean plain) throws Meaningless {
        if (tag == null) {
            return plain ? resolve(text).value() : text;
        }
        return switch (tag.startsWith(Tag.PREFIX) ? tag.substring(Tag.PREFIX.length()) : tag) {
            case "!", "str" -> text;
            case "bool" -> resolved(text, Type.BOOLEAN);
            case "int" -> resolved(text, Type.INTEGER);
            case "float" -> floating(text);
            case "null" -> resolved(text, Type.NULL);
            case "timestamp" -> timestamp(text);
            case "binary" -> binary(text);
            default -> throw new Meaningless("unknown tag; Kubernetes has no use for it, remove it");
        };
    }

    private static Object resolved(String text, Type wanted) throws Meaningless {
        Resolved resolved = resolve(text);
        if (resolved.type != wanted) {
            throw new Meaningless("the tag says " + wanted.text + ", and the text is " + resolved.type.text);
        }
        return resolved.value;
    }

    private static Object floating(String text) throws Meaningless {
        Resolved resolved = resolve(text);
        return resolved.value instanceof Long whole ? (Object) whole.doubleValue() : resolved(text, Type.FLOAT);
    }

    /** Without a tag; the first character tells what a text can be at all. */
    private static Resolved resolve(String text) throws Meaningless {
        Resolved word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        char first = text.charAt(0);
        if (first == '.') {
            boolean oddlySplit = UNDERSCORE_ALONE.matcher(text).find();
            return number(oddlySplit ? null : GoNumbers.floating(text.replace("_", "")), text);
        }
        boolean number = first == '+' || first == '-' || (first >= '0' && first <= '9');
        return number ? number(text) : new Resolved(Type.STRING, text);
    }

    private static Resolved number(String text) throws Meaningless {
        String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
        Object integer = GoNumbers.integer(digits);
        if (integer != null) {
            return new Resolved(Type.INTEGER, integer);
        }
        Double floating = GoNumbers.floating(digits);
        if (floating != null && GoNumbers.allDigits(digits) && Math.abs(floating) >= 0x1p63) {
            throw new Meaningless(BEYOND_64_BITS);
        }
        return floating != null ? number(floating, text) : integerOrText(GoNumbers.binary(digits), text);
    }

    private static Resolved number(Double value, String text) {
        return value == null ? new Resolved(Type.STRING, text) : new Resolved(Type.FLOAT, value);
    }

    private static Resolved integerOrText(Object integer, String text) {
        return integer == null ? new Resolved(Type.STRING, text) : new Resolved(Type.INTEGER, integer);
    }

    /** It stays a string; the tag only asks that it is a time. */
    private static String timestamp(String text) throws Meaningless {
        Matcher time = TIME.matcher(text);
        if (!time.matches() || !exists(time)) {
            throw new Meaningless("the tag says a timestamp, and the text is none");
        }
        return text;
    }

    /** Go's four formats: with a T there is a zone, with a blank there is none. */
    private static boolean exists(Matcher time) {
        int month = part(time, "month");
        boolean date = month >= 1
                && month <= 12
                && YearMonth.of(part(time, "year"), month).isValidDay(part(time, "day"));
        boolean zone = time.group("hour") == null || " ".equals(time.group("between")) == (time.group("zone") == null);
        return date && zone && part(time, "hour") < 24 && part(time, "minute") < 60 && part(time, "second") < 60;
    }

    private static int part(Matcher time, String group) {
        return time.group(group) == null ? 0 : Integer.parseInt(time.group(group));
    }

    private static String binary(String text) throws Meaningless {
        String digits = text.replace("\n", "").replace("\r", "");
        if (digits.length() % 4 != 0) {
            throw new Meaningless("the tag says binary, and the text is no base64");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(digits);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new Meaningless("the tag says binary, and the text is no base64");
        } catch (CharacterCodingException e) {
            throw new Meaningless(
                    "the bytes are no text, and JSON carries only text; write the base64 without the tag");
        }
    }
}
