package org.terracecache.spi;

/**
 * Gives keys of one type the bytes by which they are known, in memory and in the store that nodes share. Only caches with a
 * remote layer ask for it.
 *
 * <p>Strings, boxed primitives, numbers, enums, UUIDs, {@code java.time} values, records, and the JDK's lists, sets and maps of
 * these need none. A key of any other class is known by its Java serialization: two equal keys that serialize differently
 * are then two keys. A codec mends that:
 *
 * <ul>
 *   <li>equal keys have equal bytes, on every node, in every version of the application that uses the cache;
 *   <li>keys that are not equal have different bytes: keys with the same bytes are the same key;
 *   <li>{@code decode(encode(key))} equals the key.
 * </ul>
 *
 * <p>All nodes that share a cache need the same codec. It is asked for each key that is an instance of its type, before any
 * built-in form; for a key within another (an element of a list, a component of a record) it is not. Called outside of all
 * locks, at each operation; safe for use by many threads.
 *
 * @param <K> the type of the keys
 */
public interface KeyCodec<K> {
    /**
     * The type whose instances, those of subclasses and implementations included, this codec is for.
     *
     * @return the type, never null, always the same
     */
    Class<K> type();

    /**
     * Encodes a key.
     *
     * @param key the key, never null
     * @return its bytes, not null, handed over: the codec does not change them any more. At most 64 KiB
     * @throws RuntimeException if the key has no such form; the operation fails with a
     *     {@link javax.cache.CacheException} that has it as its cause
     */
    byte[] encode(K key);

    /**
     * Decodes a key. The bytes come from a store that others can write to: whatever they are, this method ends soon, takes
     * memory in proportion to them, and runs no code that they choose.
     *
     * @param bytes the bytes, never null, the codec's own to keep
     * @return the key, not null, shared with nobody
     * @throws RuntimeException if the bytes are not those of a key; they are then reported as undecodable
     */
    K decode(byte[] bytes);
}
