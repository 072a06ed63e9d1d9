package org.terracecache.benchmarks.jmh;

import java.time.Instant;
import java.util.UUID;
import org.terracecache.benchmarks.contender.CacheSettings;

/** What a cache by value may hold. */
public enum ValueType {
    /** A JDK type that nobody can change. */
    STRING(String.class),
    /** A record that nobody can change. */
    RECORD(ImmutableValue.class),
    /** A class whose instances can be changed. */
    MUTABLE(MutableValue.class);

    private final Class<?> type;

    ValueType(Class<?> type) {
        this.type = type;
    }

    @SuppressWarnings("unchecked")
    CacheSettings<Object> settings(long maximumEntries) {
        return CacheSettings.byValue((Class<Object>) type, maximumEntries);
    }

    Object make(int number) {
        return switch (this) {
            case STRING -> "value number " + number;
            case RECORD ->
                new ImmutableValue(
                        new UUID(number, number),
                        "name of " + number,
                        number,
                        number * 100L,
                        Instant.ofEpochSecond(number));
            case MUTABLE -> new MutableValue(number);
        };
    }
}
