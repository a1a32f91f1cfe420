package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of resources in the words in which the server writes them: {@code 1000m} comes back as {@code 1}, {@code
 * 1024Mi} as {@code 1Gi}. The rules are those of {@code resource.Quantity} in k8s.io/apimachinery; what they leave to
 * rounding, and exponents, are left out here.
 */
final class Quantity {
    private static final Pattern TEXT = Pattern.compile("(0|[1-9]\\d{0,14})(?:\\.(\\d{1,9}))?([numkMGTPE]|[KMGTPE]i)?");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
    private static final BigInteger UNIT = BigInteger.valueOf(1024);

    /** Beyond this the server computes in another way. */
    private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

    private Quantity() {}

    /** Whether a field of a built-in kind is an amount: in no such kind does another field have such a path. */
    static boolean field(FieldPath path) {
        List<PathElement> steps = path.steps();
        int size = steps.size();
        if (size < 3) {
            return false;
        }
        String holder = steps.get(size - 2).toString();
        String outer = steps.get(size - 3).toString();
        return (outer.equals(".resources") && Set.of(".requests", ".limits").contains(holder))
                || (outer.equals(".spec") && Set.of(".hard", ".capacity").contains(holder) && size == 3)
                || steps.get(size - 1).toString().equals(".sizeLimit");
    }

    /**
     * An amount as the server writes it.
     *
     * @param written text or a number
     * @return empty where it is no amount, or one that this class leaves out
     */
    static Optional<String> canonical(Object written) {
        if (!(written instanceof String || written instanceof Long || written instanceof Double)) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(String.valueOf(written));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(3) == null ? "" : matcher.group(3);
        String fraction = matcher.group(2) == null ? "" : "." + matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1) + fraction);
        boolean binary = suffix.endsWith("i");
        // The server takes a fraction of thousandths for its own words and keeps it, though it is not.
        if (!binary && !fraction.isEmpty() && matcher.group(2).length() % 3 == 0) {
            return Optional.empty();
        }
        BigDecimal amount = binary
                ? number.multiply(new BigDecimal(UNIT.pow(BINARY.indexOf(suffix))))
                : number.scaleByPowerOfTen(3 * DECIMAL.indexOf(suffix) - 9);
        return amount.compareTo(LIMIT) > 0 ? Optional.empty() : text(amount, binary);
    }

    private static Optional<String> text(BigDecimal amount, boolean binary) {
        if (amount.signum() == 0) {
            return Optional.of("0");
        }
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        if (binary && whole && amount.compareTo(new BigDecimal(UNIT)) >= 0) {
            return Optional.of(factored(amount.toBigIntegerExact(), UNIT, BINARY));
        }
        BigDecimal billionths = amount.scaleByPowerOfTen(9);
        boolean exact = billionths.stripTrailingZeros().scale() <= 0;
        return exact ? Optional.of(factored(billionths.toBigIntegerExact(), THOUSAND, DECIMAL)) : Optional.empty();
    }

    private static String factored(BigInteger number, BigInteger factor, List<String> suffixes) {
        BigInteger rest = number;
        int suffix = 0;
        while (suffix < suffixes.size() - 1 && rest.mod(factor).signum() == 0) {
            rest = rest.divide(factor);
            suffix++;
        }
        return rest + suffixes.get(suffix);
    }
}
