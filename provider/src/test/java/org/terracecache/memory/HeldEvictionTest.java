package org.terracecache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.event.Cause;
import org.terracecache.linearizability.ManualTime;

/** What is evicted while it is held. Keys say when they are looked up, and let something happen meanwhile. */
class HeldEvictionTest {
    private static final String NAME = "held";
    private static final Set<Thread.State> ENDED_OR_WAITING =
            EnumSet.of(Thread.State.TERMINATED, Thread.State.BLOCKED, Thread.State.WAITING);

    private final Evictions evictions = new Evictions();
    private final MemoryLayer<Key> layer =
            new MemoryLayer<>(new MemoryBounds(1, 0, null, Runnable::run), false, evictions, new ManualTime());

    /** A key that runs something at its so-many-th look-up from now, once. */
    private static final class Key {
        private final String name;
        private int lookUps;
        private Runnable meanwhile = () -> {};

        Key(String name) {
            this.name = name;
        }

        void atLookUp(int number, Runnable task) {
            meanwhile = task;
            lookUps = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            if (lookUps > 0 && --lookUps == 0) {
                meanwhile.run();
            }
            return name.hashCode();
        }
    }

    private static final class Evictions implements ChangeListener<Key> {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void onStored(Key key, Object value, Object prior, long version, Cause cause) {}

        @Override
        public void onRemoved(Key key, Object prior, long version, Cause cause) {}

        @Override
        public void onExpired(Key key, Object prior, long version) {}

        @Override
        public void onEvicted(Key key, Object prior, long version) {
            count.incrementAndGet();
        }
    }

    private static Change put(String value) {
        return Change.store(Mutation.PUT, value, Lives.FOREVER);
    }

    /** Lets another thread do something, to its end or until it waits for this thread. */
    private static Thread aside(Runnable task) {
        Thread thread = new Thread(task, "meanwhile");
        thread.setDaemon(true);
        thread.start();
        await().until(() -> ENDED_OR_WAITING.contains(thread.getState()));
        return thread;
    }

    private Hold holdAndStore(Key key) {
        Hold hold = layer.hold(key);
        layer.apply(hold, put("value"));
        return hold;
    }

    /** While the key is held its entry is there for everybody, though it is evicted and comes back as somebody looks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void get_ofAHeldKeyThatComesBackMeanwhile_findsIt(int lookUp) {
        Hold hold = holdAndStore(new Key(NAME));
        layer.apply(new Key("other"), put("other"));
        assertThat(layer.estimatedSize()).as("entries").isOne();
        assertThat(evictions.count)
                .as("the held one had to go, and stepped aside")
                .hasValue(0);

        Key mine = new Key(NAME);
        mine.atLookUp(lookUp, () -> aside(() -> layer.get(new Key(NAME))));

        assertThat(layer.get(mine)).isEqualTo("value");
        layer.release(hold);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void apply_toAHeldKeyThatComesBackMeanwhile_meetsIt(int lookUp) {
        Hold hold = holdAndStore(new Key(NAME));
        layer.apply(new Key("other"), put("other"));
        Key mine = new Key(NAME);
        mine.atLookUp(lookUp, () -> aside(() -> layer.get(new Key(NAME))));

        Object prior = layer.apply(mine, Change.store(Mutation.REPLACE, "new", Lives.FOREVER));

        assertThat(prior).isEqualTo("value");
        layer.release(hold);
    }

    /** Whoever of eviction and release comes first, the cache keeps its bound afterwards, and nothing stays aside. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void release_duringTheEviction_leavesNothingAside(int lookUp) throws Exception {
        Key key = new Key(NAME);
        Hold hold = holdAndStore(key);
        Thread[] holder = new Thread[1];
        key.atLookUp(lookUp, () -> holder[0] = aside(() -> layer.release(hold)));

        layer.apply(new Key("other"), put("other"));
        if (holder[0] == null) {
            layer.release(hold);
        } else {
            holder[0].join();
        }
        layer.cleanUp();

        assertThat(evictions.count).as("evictions").hasValue(1);
    }

    @Test
    void release_ofAnEvictedKeyWithoutAValue_leavesNoCell() {
        Hold hold = layer.hold(new Key(NAME));
        layer.apply(new Key("other"), put("other"));
        layer.release(hold);
        layer.cleanUp();

        assertThat(layer.get(new Key(NAME))).isNull();
        assertThat(layer.get(new Key("other"))).isEqualTo("other");
        assertThat(evictions.count).hasValue(0);
    }
}
