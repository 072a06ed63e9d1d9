package org.terracecache.observe;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.terracecache.event.Layer;
import org.terracecache.event.Source;
import org.terracecache.spi.TimeSource;

/**
 * What all signals of one cache have in common, or those of no one cache.
 *
 * @param cache the cache's name, empty for no one cache
 * @param node the node's name
 * @param executor where its asynchronous listeners run
 * @param time its clock
 * @param copyOut copies a stored key or value for listeners
 * @param layers the cache's layers
 */
record Origin(
        String cache,
        String node,
        Executor executor,
        TimeSource time,
        UnaryOperator<Object> copyOut,
        Set<Layer> layers) {
    /** The layer that has the last word. */
    Layer lowest() {
        return layers.contains(Layer.REMOTE) ? Layer.REMOTE : Layer.MEMORY;
    }

    Source now() {
        return at(time.currentTimeMillis());
    }

    Source at(long millis) {
        return new Source(cache, node, Instant.ofEpochMilli(millis));
    }

    /** A stored key or value has the type that its copy has. */
    @SuppressWarnings("unchecked")
    <T> T copy(T stored) {
        return (T) copyOut.apply(stored);
    }
}
