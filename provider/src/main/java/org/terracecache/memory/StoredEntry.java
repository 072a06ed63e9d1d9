package org.terracecache.memory;

/**
 * An entry as it was at one moment.
 *
 * @param key the key as it is stored
 * @param value the value as it is stored
 * @param version the value's version
 * @param deadline when it expires, {@link Lives#ETERNAL} if it does not
 * @param <K> the type of the key
 */
public record StoredEntry<K>(K key, Object value, long version, long deadline) {}
