package org.terracecache.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of all keys and channels of a namespace in Redis. All keys of a bucket share a hash tag. The names end in the
 * key's own bytes, so keys that are text stay readable. Safe for any thread; remembers the prefixes of the caches it was asked for.
 */
public final class KeyLayout {
    private final String namespace;
    private final int database;
    private final Buckets buckets;
    private final Limits limits;
    private final int firstDigit;
    private final ConcurrentMap<String, CacheNames> caches = new ConcurrentHashMap<>();

    /**
     * The layout of a namespace.
     *
     * @param namespace the namespace's name, not escaped
     * @param database the number of the Redis database: channels need it in their names
     * @throws IllegalArgumentException if the name is empty, too long or no valid text
     */
    public KeyLayout(String namespace, int database, Buckets buckets, Limits limits) {
        Names.utf8(namespace, limits.nameBytes(), "The namespace's name");
        this.namespace = Names.escape(namespace);
        this.database = database;
        this.buckets = buckets;
        this.limits = limits;
        this.firstDigit = bytes("{" + this.namespace + "#").length;
    }

    /** How many buckets the namespace has. */
    public Buckets buckets() {
        return buckets;
    }

    /** How large names, keys and values may be. */
    public Limits limits() {
        return limits;
    }

    /** The cache's name as it stands in keys, in UTF-8: to be read only. */
    public byte[] escaped(String cache) {
        return names(cache).escaped;
    }

    /** The cache's name as it stands in messages, in UTF-8: to be read only. */
    public byte[] plain(String cache) {
        return names(cache).plain;
    }

    /** The bucket's meta. */
    public byte[] meta(int bucket) {
        return bytes(tag(bucket) + ":m");
    }

    /** An entry. */
    public byte[] entry(int bucket, String cache, KeyBytes key) {
        return key.prefixed(names(cache).entryPrefixes[bucket]);
    }

    /** A load ticket. */
    public byte[] ticket(int bucket, String cache, KeyBytes key) {
        return key.prefixed(names(cache).ticketPrefixes[bucket]);
    }

    /** A pattern that only this cache's entries match, in whatever bucket. */
    public byte[] entryPattern(String cache) {
        return bytes("{" + namespace + "#*}:e:" + Names.escape(cache) + ":*");
    }

    /** The bucket's channel. */
    public byte[] channel(int bucket) {
        return bytes(database + tag(bucket));
    }

    /** The channel on which a node's heartbeats of a bucket's server come back to it. */
    public byte[] heartbeats(int bucket, String node) {
        return bytes(database + tag(bucket) + ":hb:" + Names.escape(node));
    }

    /** The channel on which nodes announce themselves. */
    public byte[] nodes() {
        return bytes(database + tag(0) + ":nodes");
    }

    /**
     * The place of an entry that a key names.
     *
     * @return null if this is not the name of an entry of the cache in its right bucket
     */
    public @Nullable Place place(String cache, byte[] name) {
        byte[][] prefixes = names(cache).entryPrefixes;
        int bucket = bucketIn(name);
        if (bucket < 0 || !startsWith(name, prefixes[bucket])) {
            return null;
        }
        KeyBytes key = KeyBytes.of(Arrays.copyOfRange(name, prefixes[bucket].length, name.length));
        return buckets.of(cache, key) == bucket ? new Place(bucket, key) : null;
    }

    private int bucketIn(byte[] name) {
        int at = firstDigit;
        int bucket = 0;
        int i = at;
        for (; i < name.length && i < at + 5 && name[i] >= '0' && name[i] <= '9'; i++) {
            bucket = bucket * 10 + name[i] - '0';
        }
        return i == at || bucket >= buckets.count() ? -1 : bucket;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private CacheNames names(String cache) {
        CacheNames known = caches.get(cache);
        return known != null ? known : caches.computeIfAbsent(cache, this::namesOf);
    }

    private CacheNames namesOf(String cache) {
        byte[] plain = Names.utf8(cache, limits.nameBytes(), "A cache's name");
        String escaped = Names.escape(cache);
        byte[][] entries = new byte[buckets.count()][];
        byte[][] tickets = new byte[buckets.count()][];
        for (int bucket = 0; bucket < entries.length; bucket++) {
            entries[bucket] = bytes(tag(bucket) + ":e:" + escaped + ":");
            tickets[bucket] = bytes(tag(bucket) + ":l:" + escaped + ":");
        }
        return new CacheNames(plain, bytes(escaped), entries, tickets);
    }

    private String tag(int bucket) {
        return "{" + namespace + "#" + bucket + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Where an entry is.
     *
     * @param bucket the bucket
     * @param key the cache's key
     */
    public record Place(int bucket, KeyBytes key) {}

    /** What is asked for with each command. */
    private static final class CacheNames {
        private final byte[] plain;
        private final byte[] escaped;
        private final byte[][] entryPrefixes;
        private final byte[][] ticketPrefixes;

        CacheNames(byte[] plain, byte[] escaped, byte[][] entryPrefixes, byte[][] ticketPrefixes) {
            this.plain = plain;
            this.escaped = escaped;
            this.entryPrefixes = entryPrefixes;
            this.ticketPrefixes = ticketPrefixes;
        }
    }
}
