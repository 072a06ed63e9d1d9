package org.terracecache.jcache;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.cache.configuration.Factory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the factories of one configuration made; closed once with the cache, in the opposite order. */
final class Products implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Products.class);

    private final String cache;
    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

    Products(String cache) {
        this.cache = cache;
    }

    /** Makes a product, null if there is no factory. */
    synchronized <T> @Nullable T make(@Nullable Factory<? extends T> factory) {
        if (factory == null) {
            return null;
        }
        T product = factory.create();
        if (product instanceof AutoCloseable closeable && closeables.stream().noneMatch(other -> other == closeable)) {
            closeables.push(closeable);
        }
        return product;
    }

    /** Adds something that is to be closed too. */
    synchronized void add(AutoCloseable closeable) {
        closeables.push(closeable);
    }

    @Override
    public synchronized void close() {
        while (!closeables.isEmpty()) {
            AutoCloseable closeable = closeables.pop();
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn(
                        "[cache={}] {} could not be closed",
                        cache,
                        closeable.getClass().getName(),
                        e);
            }
        }
    }
}
