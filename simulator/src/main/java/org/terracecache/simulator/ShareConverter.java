package org.terracecache.simulator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share: {@code 5%} is 0.05, and so is {@code 0.05}. */
final class ShareConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double share = number(text);
        if (share >= 0 && share <= 1) {
            return share;
        }
        throw new TypeConversionException("'" + text + "' is not a share: write 0% to 100%, such as 5%");
    }

    private static double number(String text) {
        try {
            return text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
