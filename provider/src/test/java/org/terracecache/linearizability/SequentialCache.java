package org.terracecache.linearizability;

import java.util.HashMap;
import java.util.Map;

/** What the operations of {@link SingleKeyOperations} mean, one after the other: an eternal cache without bounds. */
public class SequentialCache {
    private final Map<Integer, Integer> entries = new HashMap<>();

    /** The same entries, to go on from in another way. */
    SequentialCache copy() {
        SequentialCache copy = new SequentialCache();
        copy.entries.putAll(entries);
        return copy;
    }

    /** The entries that are alive. */
    Map<Integer, Integer> entries() {
        return entries;
    }

    /** An existing entry gets another value. */
    void update(int key, int value) {
        entries().put(key, value);
    }

    /** A new entry. */
    void create(int key, int value) {
        entries().put(key, value);
    }

    private Integer store(int key, int value) {
        Integer before = entries().get(key);
        if (before == null) {
            create(key, value);
        } else {
            update(key, value);
        }
        return before;
    }

    public Integer get(int key) {
        return entries().get(key);
    }

    public boolean containsKey(int key) {
        return entries().containsKey(key);
    }

    public void put(int key, int value) {
        store(key, value);
    }

    public Integer getAndPut(int key, int value) {
        return store(key, value);
    }

    public boolean putIfAbsent(int key, int value) {
        return !entries().containsKey(key) && store(key, value) == null;
    }

    public boolean replace(int key, int value) {
        return getAndReplace(key, value) != null;
    }

    public boolean replaceSame(int key, int expected, int value) {
        Integer before = entries().get(key);
        if (before == null || before != expected) {
            return false;
        }
        update(key, value);
        return true;
    }

    public Integer getAndReplace(int key, int value) {
        return entries().containsKey(key) ? store(key, value) : null;
    }

    public boolean remove(int key) {
        return getAndRemove(key) != null;
    }

    public boolean removeSame(int key, int expected) {
        return entries().remove(key, expected);
    }

    public Integer getAndRemove(int key) {
        return entries().remove(key);
    }

    public Integer add(int key) {
        Integer before = entries().get(key);
        return store(key, before == null ? SingleKeyOperations.STEP : before + SingleKeyOperations.STEP);
    }

    public Integer take(int key) {
        return entries().remove(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequentialCache cache && cache.entries().equals(entries());
    }

    @Override
    public int hashCode() {
        return entries().hashCode();
    }
}
