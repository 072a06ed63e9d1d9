package org.terracecache.simulator;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a fault, such as {@code drop-subscriber}. */
final class FaultConverter implements ITypeConverter<Fault> {
    @Override
    public Fault convert(String text) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is none of pause, kill, drop-subscriber and flush"));
    }
}
