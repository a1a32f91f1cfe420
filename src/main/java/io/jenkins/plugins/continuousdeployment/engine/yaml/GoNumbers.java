package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.regex.Pattern;

/**
 * Numbers as Go's {@code strconv} and {@code encoding/json} read and write them, as far as YAML's scalars need it.
 */
final class GoNumbers {
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_INT64 = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    /** From here on {@code encoding/json} writes an exponent, and a reader no longer sees an integer. */
    private static final double EXPONENT = 1e21;

    /** 64 bits in binary; longer ones are not worth the time of reading them. */
    private static final int LONGEST_INTEGER = 64;

    private static final int FLOAT_DIGITS = 9;
    private static final int DOUBLE_DIGITS = 17;

    private GoNumbers() {}

    /**
     * {@code ParseInt}, then {@code ParseUint}, with the base taken from the prefix ({@code 0x}, {@code 0b}, {@code 0o},
     * {@code 0}).
     *
     * @return a {@link Long}, a {@link BigInteger} above its range, or null for anything else
     */
    static Object integer(String text) {
        int start = signed(text) ? 1 : 0;
        String sign = text.substring(0, start);
        String digits = text.substring(start);
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return integer(sign, digits, 10);
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> integer(sign, digits.substring(2), 16);
            case 'b', 'B' -> integer(sign, digits.substring(2), 2);
            case 'o', 'O' -> integer(sign, digits.substring(2), 8);
            default -> integer(sign, digits.substring(1), 8);
        };
    }

    /** The quirk of yaml.v2, which reads what follows {@code 0b} once more, sign and all. */
    static Object binary(String text) {
        if (text.startsWith("-0b")) {
            return signed(text.substring(3)) ? null : integer("-", text.substring(3), 2);
        }
        if (!text.startsWith("0b")) {
            return null;
        }
        String rest = text.substring(2);
        return signed(rest) ? integer(rest.substring(0, 1), rest.substring(1), 2) : integer("", rest, 2);
    }

    private static Object integer(String sign, String digits, int radix) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            return null;
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > LONGEST_INTEGER) {
            return null;
        }
        BigInteger value = new BigInteger(sign.equals("-") ? "-" + significant : significant, radix);
        if (value.compareTo(MIN_INT64) >= 0 && value.compareTo(MAX_INT64) <= 0) {
            return value.longValue();
        }
        return sign.isEmpty() && fitsUnsigned(value) ? value : null;
    }

    /** Whether a number is in the range of {@code uint64}. */
    static boolean fitsUnsigned(BigInteger value) {
        return value.signum() >= 0 && value.compareTo(MAX_UINT64) <= 0;
    }

    /** A decimal floating point number, or null for anything else and for what is beyond its range. */
    static Double floating(String text) {
        if (!FLOAT.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    /** Whether a decimal number is written without a point and an exponent. */
    static boolean allDigits(String text) {
        int start = signed(text) ? 1 : 0;
        return text.length() > start && text.chars().skip(start).allMatch(c -> isDigit((char) c));
    }

    /**
     * A finite number after it went through JSON, where {@code 1.0} is written {@code 1} and read as an integer.
     *
     * @return a {@link Long} or a {@link Double}
     */
    static Object throughJson(double value) {
        if (value != Math.rint(value) || Math.abs(value) >= EXPONENT) {
            return value;
        }
        BigInteger written = shortest(value, DOUBLE_DIGITS, false).toBigIntegerExact();
        boolean fits = written.compareTo(MIN_INT64) >= 0 && written.compareTo(MAX_INT64) <= 0;
        return fits ? (Object) written.longValue() : (Object) value;
    }

    /** {@code FormatFloat(value, 'g', -1, 32)}, in which sigs.k8s.io/yaml writes a key that is a number. */
    static String key(double value) {
        float single = (float) value;
        if (Float.isNaN(single)) {
            return ".nan";
        }
        if (Float.isInfinite(single)) {
            return single > 0 ? ".inf" : "-.inf";
        }
        if (single == 0) {
            return 1 / single < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(single, FLOAT_DIGITS, true).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String size = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (single < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + size;
    }

    /** The shortest decimal that reads back as the same number; Java's own text is not always the shortest (before 19). */
    private static BigDecimal shortest(double value, int most, boolean single) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < most; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (single ? rounded.floatValue() == (float) value : rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(most));
    }

    private static boolean signed(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
