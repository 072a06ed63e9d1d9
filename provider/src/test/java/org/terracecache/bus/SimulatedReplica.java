package org.terracecache.bus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/** A memory layer of a few keys of one cache, and the loads that are under way. */
final class SimulatedReplica implements Replica {
    static final String CACHE = "c";
    static final String TAG = "t";
    static final int MAX_KEYS = 4;
    static final KeyBytes[] KEYS = new KeyBytes[MAX_KEYS];

    static {
        Arrays.setAll(KEYS, i -> KeyBytes.of(new byte[] {(byte) i}));
    }

    private static final Map<KeyBytes, Integer> NUMBERS = new HashMap<>();

    static {
        for (int i = 0; i < MAX_KEYS; i++) {
            NUMBERS.put(KEYS[i], i);
        }
    }

    final @Nullable Held[] held;
    final @Nullable Load[] loads;
    private final World world;
    private final int buckets;

    SimulatedReplica(World world, int keys, int buckets) {
        this.world = world;
        this.held = new Held[keys];
        this.loads = new Load[keys];
        this.buckets = buckets;
    }

    /**
     * An entry, or a remembered miss.
     *
     * @param order ghost: the stamp of the mutation that it shows
     */
    record Held(Version version, boolean absent, boolean tagged, long generation, long order) {
        /** The version that a hit asks about. */
        long servedVersion() {
            return absent ? version.number() + 1 : version.number();
        }

        List<String> tags() {
            return tagged ? List.of(TAG) : List.of();
        }

        Command.Known known() {
            return new Command.Known(version.number(), version.stamp(), absent);
        }
    }

    /** A load that others may join. */
    static final class Load {
        final long generation;
        /** The bucket's last version when the miss was answered, -1 before. */
        long basis = -1;

        long learned;
        /** Ghost: what the load's value is as new as. */
        long order;

        final List<Consumer<@Nullable Long>> joins = new ArrayList<>(1);

        Load(long generation) {
            this.generation = generation;
        }

        boolean isDetached() {
            return learned > Math.max(basis, 0);
        }
    }

    @Override
    public @Nullable Resident resident(String cache, KeyBytes key) {
        Held entry = held[number(key)];
        return entry == null ? null : new Resident(entry.version(), entry.generation());
    }

    @Override
    public void dropOlder(String cache, KeyBytes key, long version) {
        Integer number = NUMBERS.get(key);
        if (number != null && number < held.length) {
            Held entry = held[number];
            if (entry != null && entry.version().number() < version) {
                held[number] = null;
            }
        }
    }

    @Override
    public void detachLoad(String cache, KeyBytes key, long version) {
        Integer number = NUMBERS.get(key);
        if (number != null && number < loads.length) {
            Load load = loads[number];
            if (load != null) {
                load.learned = Math.max(load.learned, version);
            }
        }
    }

    @Override
    public void cacheCleared(String cache, int bucket, long version) {
        for (int key = bucket; key < held.length; key += buckets) {
            dropOlder(cache, KEYS[key], version + 1);
            detachLoad(cache, KEYS[key], version);
        }
    }

    @Override
    public void tagRemoved(String cache, int bucket, String tag, long version) {
        for (int key = bucket; key < held.length; key += buckets) {
            Held entry = held[key];
            if (!world.marksTags() && entry != null && entry.tagged()) {
                dropOlder(cache, KEYS[key], version + 1);
            }
            detachLoad(cache, KEYS[key], version);
        }
    }

    @Override
    public void bucketCleared(int bucket) {
        for (int key = bucket; key < held.length; key += buckets) {
            held[key] = null;
            detachLoad(CACHE, KEYS[key], Long.MAX_VALUE);
        }
    }

    private static int number(KeyBytes key) {
        return NUMBERS.get(key);
    }
}
