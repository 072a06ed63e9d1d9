package org.terracecache.linearizability;

import java.util.HashMap;
import java.util.Map;

/** A cache whose entries live for so many ticks of a clock that is advanced by an operation. */
public abstract class SequentialExpiringCache extends SequentialCache {
    private final Map<Integer, Long> deadlines = new HashMap<>();
    private final boolean prolongedByUpdate;
    private long now;

    SequentialExpiringCache(boolean prolongedByUpdate) {
        this.prolongedByUpdate = prolongedByUpdate;
    }

    /** Entries live from their creation, whatever happens to them. */
    public static final class Created extends SequentialExpiringCache {
        public Created() {
            super(false);
        }

        @Override
        SequentialCache empty() {
            return new Created();
        }
    }

    /** Each update begins a new life. */
    public static final class Modified extends SequentialExpiringCache {
        public Modified() {
            super(true);
        }

        @Override
        SequentialCache empty() {
            return new Modified();
        }
    }

    @Override
    SequentialCache copy() {
        SequentialExpiringCache copy = (SequentialExpiringCache) super.copy();
        copy.deadlines.putAll(deadlines);
        copy.now = now;
        return copy;
    }

    @Override
    Map<Integer, Integer> entries() {
        Map<Integer, Integer> alive = super.entries();
        alive.keySet().removeIf(key -> deadlines.get(key) <= now);
        deadlines.keySet().retainAll(alive.keySet());
        return alive;
    }

    @Override
    void create(int key, int value) {
        super.entries().put(key, value);
        deadlines.put(key, now + ExpiringScenario.LIFE_TICKS);
    }

    /** Of an entry whose life ended since its processor found it, nothing is left unless updates begin new lives. */
    @Override
    void update(int key, int value) {
        if (prolongedByUpdate) {
            create(key, value);
        } else if (entries().containsKey(key)) {
            super.entries().put(key, value);
        }
    }

    public void tick() {
        now++;
    }

    private Map<Integer, Long> left() {
        Map<Integer, Long> left = new HashMap<>();
        entries().keySet().forEach(key -> left.put(key, deadlines.get(key) - now));
        return left;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof SequentialExpiringCache cache
                && cache.left().equals(left());
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + left().hashCode();
    }
}
