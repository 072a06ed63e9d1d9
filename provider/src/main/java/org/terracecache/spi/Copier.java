package org.terracecache.spi;

/** Copies keys and values for caches that store by value. Safe for use by many threads. */
@FunctionalInterface
public interface Copier {
    /**
     * Copies an object so that changes of the one are not seen in the other. An immutable object may be returned as it is.
     *
     * @param object the object, never null
     * @param <T> the object's type
     * @return the copy, not null
     * @throws javax.cache.CacheException if the object cannot be copied; the message names its class and what to do
     */
    <T> T copy(T object);
}
