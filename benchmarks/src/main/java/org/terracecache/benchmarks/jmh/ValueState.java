package org.terracecache.benchmarks.jmh;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import org.terracecache.benchmarks.contender.CacheSettings;

/** A cache that stores by value. */
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls the set-up methods
public class ValueState extends CacheState<Object> {
    /** What it holds. */
    @Param
    public ValueType type;

    @Override
    CacheSettings<Object> settings() {
        return type.settings(Workload.MAXIMUM_ENTRIES);
    }

    @Override
    Object[] values() {
        Object[] values = new Object[1 << 12];
        Arrays.setAll(values, type::make);
        return values;
    }
}
