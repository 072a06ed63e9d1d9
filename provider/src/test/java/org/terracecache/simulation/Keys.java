package org.terracecache.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Limits;
import org.terracecache.entry.Payload;
import org.terracecache.layer.EntryCodec;

/** The few keys of the simulated cache, by number: key {@code k} is in bucket {@code k mod P}. And how they and their values become bytes. */
final class Keys implements EntryCodec<Integer> {
    static final String CACHE = "c";
    static final String TAG = "t";
    static final int MAX = 4;

    private static final int CODEC = 1;
    private static final Map<Integer, Keys> BY_BUCKETS = new ConcurrentHashMap<>();

    private final KeyLayout layout;
    private final KeyBytes[] bytes = new KeyBytes[MAX];

    private Keys(int buckets) {
        layout = new KeyLayout("sim", 0, new Buckets(buckets), Limits.DEFAULT);
        int candidate = 0;
        for (int key = 0; key < MAX; key++) {
            do {
                bytes[key] = KeyBytes.of(Integer.toString(candidate++).getBytes(StandardCharsets.UTF_8));
            } while (layout.buckets().of(CACHE, bytes[key]) != key % buckets);
        }
    }

    static Keys of(int buckets) {
        return BY_BUCKETS.computeIfAbsent(buckets, Keys::new);
    }

    KeyLayout layout() {
        return layout;
    }

    int buckets() {
        return layout.buckets().count();
    }

    int bucket(int key) {
        return key % buckets();
    }

    /** The number of a key; -1 if there is no such. */
    int number(KeyBytes key) {
        for (int i = 0; i < MAX; i++) {
            if (bytes[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    byte[] entry(int key) {
        return layout.entry(bucket(key), CACHE, bytes[key]);
    }

    byte[] ticket(int key) {
        return layout.ticket(bucket(key), CACHE, bytes[key]);
    }

    @Override
    public KeyBytes encodeKey(Integer key) {
        return bytes[key];
    }

    @Override
    public Integer decodeKey(KeyBytes key) {
        return number(key);
    }

    @Override
    public Payload encode(Object value) {
        return Payload.of(
                CODEC, ByteBuffer.allocate(Long.BYTES).putLong((Long) value).array());
    }

    @Override
    public Object decode(Payload payload) {
        return value(payload);
    }

    static long value(Payload payload) {
        return ByteBuffer.wrap(payload.bytes()).getLong();
    }
}
