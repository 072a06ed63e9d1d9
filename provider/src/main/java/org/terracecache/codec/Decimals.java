package org.terracecache.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;

/**
 * Floating-point numbers as short decimal texts that give the very number back. The texts are the same on every JDK, which
 * {@code Double.toString} is not.
 */
final class Decimals {
    private static final int DOUBLE_DIGITS = 17;
    private static final int FLOAT_DIGITS = 9;

    /** Numbers up to here are written without an exponent. */
    private static final int PLAIN_DIGITS = 17;

    private Decimals() {}

    static String print(double number) {
        return Double.isNaN(number) || Double.isInfinite(number) || number == 0
                ? special(number)
                : shortest(new BigDecimal(number), DOUBLE_DIGITS, text -> text.doubleValue() == number);
    }

    static String print(float number) {
        return Float.isNaN(number) || Float.isInfinite(number) || number == 0
                ? special(number)
                : shortest(new BigDecimal(number), FLOAT_DIGITS, text -> text.floatValue() == number);
    }

    private static String special(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    private static String shortest(BigDecimal exact, int most, Predicate<BigDecimal> same) {
        BigDecimal found = exact;
        for (int digits = 1; digits <= most; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (same.test(rounded)) {
                found = rounded;
                break;
            }
        }
        BigDecimal stripped = found.stripTrailingZeros();
        boolean plain = stripped.scale() < 0 && stripped.precision() - stripped.scale() <= PLAIN_DIGITS;
        return plain ? stripped.toPlainString() : stripped.toString();
    }
}
