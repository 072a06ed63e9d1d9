package org.terracecache.benchmarks.contender;

import java.io.Serializable;
import java.util.function.BiFunction;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/**
 * What an atomic update makes of a value: an entry processor for {@code javax.cache} and, for Caffeine, the function
 * that {@code asMap().compute} takes.
 *
 * @param <V> the type of the values
 */
public interface ValueStep<V> extends EntryProcessor<Integer, V, V>, BiFunction<Integer, V, V>, Serializable {

    @Override
    default V process(MutableEntry<Integer, V> entry, Object... arguments) {
        V next = apply(entry.getKey(), entry.getValue());
        entry.setValue(next);
        return next;
    }
}
