package org.terracecache.linearizability;

import java.util.HashMap;
import java.util.Map;

/** What the operations of {@link SingleKeyOperations} mean, one after the other: an eternal cache without bounds. */
public class SequentialCache {
    private final Map<Integer, Integer> entries = new HashMap<>();

    /** The same entries, to go on from in another way. */
    SequentialCache copy() {
        SequentialCache copy = empty();
        copy.entries.putAll(entries);
        return copy;
    }

    /** An empty cache of the same kind. */
    SequentialCache empty() {
        return new SequentialCache();
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
        Integer found = entries().get(key);
        endProcessor("add", key, found);
        return found;
    }

    public Integer take(int key) {
        Integer found = entries().get(key);
        endProcessor("take", key, found);
        return found;
    }

    /** What a processor leaves behind that found this value, null for none. */
    void endProcessor(String name, int key, Integer found) {
        if (name.equals("take")) {
            entries().remove(key);
        } else if (found == null) {
            create(key, SingleKeyOperations.STEP);
        } else {
            update(key, found + SingleKeyOperations.STEP);
        }
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
