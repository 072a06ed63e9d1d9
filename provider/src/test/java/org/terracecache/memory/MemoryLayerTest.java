package org.terracecache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.event.Cause;
import org.terracecache.jcache.Together;
import org.terracecache.linearizability.ManualTime;
import org.terracecache.spi.TimeSource;

class MemoryLayerTest {
    private static final long LIFE = 10;
    private static final long SECOND = 1_000_000_000L;

    private final Together together = new Together();
    private final Told told = new Told();
    private final ManualTime time = new ManualTime();

    @AfterEach
    void close() {
        together.close();
    }

    /** What the layer tells, with the versions. */
    private static final class Told implements ChangeListener<String> {
        private final List<String> lines = new ArrayList<>();

        private void add(String line) {
            synchronized (lines) {
                lines.add(line);
            }
        }

        @Override
        public void onStored(String key, Object value, Object prior, long version, Cause cause) {
            add("stored " + value + " after " + prior + " as " + version);
        }

        @Override
        public void onRemoved(String key, Object prior, long version, Cause cause) {
            add("removed " + prior);
        }

        @Override
        public void onExpired(String key, Object prior, long version) {
            add("expired " + prior);
        }

        @Override
        public void onEvicted(String key, Object prior, long version) {
            add("evicted " + prior);
        }
    }

    private MemoryLayer<String> eternal() {
        return new MemoryLayer<>(MemoryBounds.NONE, false, told, time);
    }

    private MemoryLayer<String> expiring(TimeSource clock) {
        return new MemoryLayer<>(MemoryBounds.NONE, true, told, clock);
    }

    private static Change put(Object value, long life) {
        return Change.store(Mutation.PUT, value, new Lives(life, life));
    }

    private static Change put(Object value) {
        return Change.store(Mutation.PUT, value, Lives.FOREVER);
    }

    /** A clock that goes on with each look at it: an entry is alive, and lives on, by one and the same look. */
    @Test
    void apply_whenTheClockMovesMeanwhile_judgesAndProlongsByOneReading() {
        AtomicLong clock = new AtomicLong();
        MemoryLayer<String> layer = expiring(new TimeSource() {
            @Override
            public long nanoTime() {
                return clock.getAndIncrement();
            }

            @Override
            public long currentTimeMillis() {
                return 0;
            }
        });
        layer.apply("key", put("one", LIFE));
        clock.set(5);

        layer.apply("key", put("two", LIFE));

        assertThat(clock).as("readings").hasValue(6);
        assertThat(layer.iterator().next().deadline()).isEqualTo(5 + LIFE);
    }

    /** The same for a change that had to wait for a holder. */
    @Test
    void apply_afterARelease_judgesAndProlongsByOneReading() throws Exception {
        AtomicLong clock = new AtomicLong();
        MemoryLayer<String> layer = expiring(new TimeSource() {
            @Override
            public long nanoTime() {
                return clock.getAndIncrement();
            }

            @Override
            public long currentTimeMillis() {
                return 0;
            }
        });
        layer.apply("key", put("one", LIFE));
        Hold hold = layer.hold("key");
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Object> change = together.start(() -> {
            thread.set(Thread.currentThread());
            return layer.apply("key", put("two", LIFE));
        });
        await().until(() -> thread.get() != null);
        Together.awaitParked(thread.get());
        clock.set(5);
        layer.release(hold);

        assertThat(Together.result(change)).isEqualTo("one");
        assertThat(clock).as("readings").hasValue(6);
        assertThat(layer.iterator().next().deadline()).isEqualTo(5 + LIFE);
    }

    @Test
    void apply_ofAnEternalLayer_readsNoClock() {
        MemoryLayer<String> layer = new MemoryLayer<>(MemoryBounds.NONE, false, told, new TimeSource() {
            @Override
            public long nanoTime() {
                throw new AssertionError("the clock was read");
            }

            @Override
            public long currentTimeMillis() {
                throw new AssertionError("the clock was read");
            }
        });

        layer.apply("key", put("one"));
        layer.apply("key", Change.store(Mutation.REPLACE, "two", Lives.FOREVER));
        Hold hold = layer.hold("key");
        layer.apply(hold, Change.store(Mutation.INVOKE, "three", Lives.FOREVER));
        layer.release(hold);

        assertThat(layer.get("key")).isEqualTo("three");
        assertThat(layer.iterator().hasNext()).isTrue();
        layer.sweep(() -> true);
        layer.clear();
        assertThat(layer.get("key")).isNull();
    }

    @Test
    void apply_ofAnExpiredEntry_tellsItsEndBeforeTheNewOne() {
        MemoryLayer<String> layer = expiring(time);
        layer.apply("key", put("one", LIFE));
        time.advanceNanos(LIFE);

        assertThat(layer.apply("key", put("two", LIFE))).as("what was there").isNull();

        assertThat(told.lines)
                .containsExactly("stored one after null as 1", "expired one", "stored two after null as 2");
    }

    @Test
    void version_ofAKeyThatComesBack_goesOn() {
        MemoryLayer<String> layer = eternal();
        layer.apply("key", put("x"));
        layer.apply("key", put("y"));
        layer.apply("key", Change.remove(Mutation.REMOVE));
        layer.apply("key", put("z"));

        assertThat(told.lines)
                .containsExactly(
                        "stored x after null as 1", "stored y after x as 2", "removed y", "stored z after null as 3");
    }

    @Test
    void apply_underContention_tellsTheVersionsInTheirOrder() throws Exception {
        MemoryLayer<String> layer = eternal();
        together.run(8, number -> {
            for (int i = 0; i < 500; i++) {
                layer.apply("key", put(number + "/" + i));
            }
        });

        String prior = "null";
        for (int i = 0; i < told.lines.size(); i++) {
            String line = told.lines.get(i);
            assertThat(line).endsWith(" after " + prior + " as " + (i + 1));
            prior = line.substring("stored ".length(), line.indexOf(" after"));
        }
        assertThat(told.lines).hasSize(8 * 500);
    }

    @Test
    void hold_whileEntriesAreEvicted_isGivenToOneAtATime() throws Exception {
        MemoryLayer<String> layer = new MemoryLayer<>(new MemoryBounds(1, 0, null, Runnable::run), false, told, time);
        int[] counter = new int[1];
        together.run(8, number -> {
            for (int i = 0; i < 1_000; i++) {
                Hold hold = layer.hold("key");
                int before = counter[0];
                layer.apply("other-" + i % 3, put(i));
                counter[0] = before + 1;
                if (i % 2 == 0) {
                    layer.apply(hold, put(i));
                }
                layer.release(hold);
            }
        });

        assertThat(counter[0]).isEqualTo(8_000);
    }

    @Test
    void apply_toAHeldKey_waitsForTheRelease() throws Exception {
        MemoryLayer<String> layer = eternal();
        Hold hold = layer.hold("key");
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Object> change = together.start(() -> {
            thread.set(Thread.currentThread());
            return layer.apply("key", put("theirs"));
        });
        await().until(() -> thread.get() != null);
        Together.awaitParked(thread.get());
        layer.apply(hold, put("mine"));

        assertThat(layer.get("key")).isEqualTo("mine");
        layer.release(hold);

        assertThat(Together.result(change)).isEqualTo("mine");
        assertThat(layer.get("key")).isEqualTo("theirs");
    }

    /** Lives from one second to a quarter of an hour: each end is noticed in its own second. */
    @Test
    void sweep_afterTheEndOfLives_removesAndTellsThem() {
        MemoryLayer<String> layer = expiring(time);
        for (int i = 0; i < 1_000; i++) {
            layer.apply("key-" + i, put(i, (i + 1) * SECOND));
        }
        told.lines.clear();
        time.advanceNanos(SECOND / 2);
        for (int i = 0; i < 1_000; i++) {
            time.advanceNanos(SECOND);
            layer.sweep(() -> true);
            assertThat(told.lines).as("after %d.5 s", i + 1).hasSize(i + 1).endsWith("expired " + i);
        }
        assertThat(layer.estimatedSize()).isZero();
    }

    @Test
    void sweep_ofAnEntryWhoseLifeWasProlonged_leavesIt() {
        MemoryLayer<String> layer = expiring(time);
        layer.apply("key", put("one", SECOND));
        for (int i = 0; i < 20; i++) {
            time.advanceNanos(SECOND / 2);
            layer.touch("key", layer.get("key"), SECOND);
            layer.sweep(() -> true);
        }
        assertThat(layer.get("key")).isEqualTo("one");
        time.advanceNanos(2 * SECOND);
        layer.sweep(() -> true);

        assertThat(told.lines).containsExactly("stored one after null as 1", "expired one");
    }

    @Test
    void sweep_ofAHeldEntry_tellsItAfterTheRelease() throws Exception {
        MemoryLayer<String> layer = expiring(time);
        layer.apply("key", put("one", SECOND));
        Hold hold = layer.hold("key");
        time.advanceNanos(2 * SECOND);
        Together.result(together.start(() -> {
            layer.sweep(() -> true);
            return null;
        }));
        assertThat(told.lines).as("while it is held").hasSize(1);
        layer.release(hold);
        time.advanceNanos(SECOND);
        layer.sweep(() -> true);

        assertThat(told.lines).containsExactly("stored one after null as 1", "expired one");
    }
}
