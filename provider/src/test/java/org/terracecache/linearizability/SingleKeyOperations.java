package org.terracecache.linearizability;

import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.terracecache.jcache.Together;

/**
 * The operations of a cache on one key, as Lincheck calls them in threads of its own. Values are above the small numbers
 * that Java shares, so that equal values are different objects.
 */
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1001:1003")
public abstract class SingleKeyOperations {
    /** What {@link #add} adds. */
    static final int STEP = 1_000;

    /** Gives way between reading and writing, where others could come in if the key were not held. */
    private static final EntryProcessor<Integer, Integer, Integer> ADD = (entry, arguments) -> {
        Integer before = entry.getValue();
        Together.giveWay();
        entry.setValue(before == null ? STEP : before + STEP);
        return before;
    };

    private static final EntryProcessor<Integer, Integer, Integer> TAKE = (entry, arguments) -> {
        Integer before = entry.getValue();
        if (before != null) {
            entry.remove();
        }
        return before;
    };

    private final Cache<Integer, Integer> cache;

    SingleKeyOperations(Cache<Integer, Integer> cache) {
        this.cache = cache;
    }

    Cache<Integer, Integer> cache() {
        return cache;
    }

    @Operation
    public Integer get(@Param(name = "key") int key) {
        return cache.get(key);
    }

    @Operation
    public boolean containsKey(@Param(name = "key") int key) {
        return cache.containsKey(key);
    }

    @Operation
    public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
        cache.put(key, value);
    }

    @Operation
    public Integer getAndPut(@Param(name = "key") int key, @Param(name = "value") int value) {
        return cache.getAndPut(key, value);
    }

    @Operation
    public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
        return cache.putIfAbsent(key, value);
    }

    @Operation
    public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value) {
        return cache.replace(key, value);
    }

    @Operation
    public boolean replaceSame(
            @Param(name = "key") int key, @Param(name = "value") int expected, @Param(name = "value") int value) {
        return cache.replace(key, expected, value);
    }

    @Operation
    public Integer getAndReplace(@Param(name = "key") int key, @Param(name = "value") int value) {
        return cache.getAndReplace(key, value);
    }

    @Operation
    public boolean remove(@Param(name = "key") int key) {
        return cache.remove(key);
    }

    @Operation
    public boolean removeSame(@Param(name = "key") int key, @Param(name = "value") int expected) {
        return cache.remove(key, expected);
    }

    @Operation
    public Integer getAndRemove(@Param(name = "key") int key) {
        return cache.getAndRemove(key);
    }

    /** A processor that reads and writes. */
    @Operation
    public Integer add(@Param(name = "key") int key) {
        return cache.invoke(key, ADD);
    }

    /** A processor that reads and removes. */
    @Operation
    public Integer take(@Param(name = "key") int key) {
        return cache.invoke(key, TAKE);
    }
}
