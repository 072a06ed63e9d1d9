package org.terracecache.spi;

/**
 * Turns a cache's values into bytes for the store that nodes share, and back. Only caches with a remote layer ask for it. A
 * cache that is configured with one writes all its values with it; without one, simple values have compact forms of their
 * own, and all others Java serialization behind a list of allowed classes.
 *
 * <p>All nodes that share a cache need to read what the others write. A node finds out by the {@link #id} which stands beside
 * each value, and takes a value with another serializer's id for undecodable.
 *
 * <p>Called outside of all locks; safe for use by many threads.
 */
public interface Serializer {
    /** The least id of an application's serializer: those below are Terrace's own. */
    int LEAST_ID = 256;

    /** The greatest id of a serializer. */
    int GREATEST_ID = 65_535;

    /**
     * The number that is written beside each value. Another format needs another number.
     *
     * @return a number from {@value #LEAST_ID} to {@value #GREATEST_ID}, always the same
     */
    int id();

    /**
     * What messages and logs call this serializer.
     *
     * @return a short name, never null; the default is the name of the class
     */
    default String name() {
        return getClass().getName();
    }

    /**
     * Serializes a value.
     *
     * @param value the value, never null
     * @return its bytes, not null, handed over: the serializer does not change them any more. At most 16 MiB
     * @throws Exception if the value cannot be serialized; the operation fails with a {@link javax.cache.CacheException} that
     *     has it as its cause, and nothing is stored
     */
    byte[] serialize(Object value) throws Exception;

    /**
     * Deserializes a value. The bytes come from a store that others can write to: whatever they are, this method ends soon,
     * takes memory in proportion to them, and runs no code that they choose.
     *
     * @param bytes the bytes, never null, to be read only
     * @return the value, not null, shared with nobody
     * @throws Exception if the bytes are not those of a value; they are then reported as undecodable, and a plain read is a
     *     miss
     */
    Object deserialize(byte[] bytes) throws Exception;
}
