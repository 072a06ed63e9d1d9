package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Hit;
import org.terracecache.event.Written;
import org.terracecache.spi.TimeSource;

/** Guarantee G12: with nobody listening, operations allocate nothing for events and read no clock. */
class QuietCacheTest {
    private static final int ROUNDS = 20_000;

    private final TestCaches caches = new TestCaches();
    private final CountingTime time = new CountingTime();
    private final Cache<String, Integer> cache = caches.create(new TerraceConfiguration<String, Integer>()
            .setTypes(String.class, Integer.class)
            .setStoreByValue(false)
            .timeSource(time));
    private final AtomicReference<Object> last = new AtomicReference<>();
    private final Integer value = 1_000;

    @AfterEach
    void close() {
        caches.close();
    }

    /** The system's clock, and how often it was read. */
    private static final class CountingTime implements TimeSource {
        private final TimeSource system = TimeSource.system();
        private final AtomicLong reads = new AtomicLong();

        @Override
        public long nanoTime() {
            reads.incrementAndGet();
            return system.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            reads.incrementAndGet();
            return system.currentTimeMillis();
        }
    }

    /** Bytes that this thread allocates, and times that the clock is read, in so many rounds. */
    private record Cost(long bytes, long clockReads) {}

    private Cost cost(Runnable operation) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS; i++) {
            operation.run();
        }
        long reads = time.reads.get();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            operation.run();
        }
        return new Cost(threads.getCurrentThreadAllocatedBytes() - bytes, time.reads.get() - reads);
    }

    private void get() {
        last.set(cache.get("key"));
    }

    private void put() {
        cache.put("key", value);
    }

    @Test
    void hit_costsNothing_whenNobodyListens() {
        put();
        assertNothing(cost(this::get));
    }

    @Test
    void overwrite_costsNothing_whenNobodyListens() {
        put();
        assertNothing(cost(this::put));
    }

    @Test
    void operations_costNothing_whenOthersAreListenedTo() {
        TestCaches.own(cache).events().on(Written.<String, Integer>type(), last::set);
        put();
        assertNothing(cost(this::get));
    }

    /** The measure shows what it is to show. */
    @Test
    void hit_costsSomething_whenSomebodyListens() {
        TestCaches.own(cache).events().on(Hit.<String, Integer>type(), last::set);
        put();
        Cost cost = cost(this::get);
        assertThat(cost.bytes()).isGreaterThan(ROUNDS * 16L);
        assertThat(cost.clockReads()).isPositive();
    }

    /** Caffeine's own buffers may be filled meanwhile: less than a byte for each operation is not an event's. */
    private static void assertNothing(Cost cost) {
        assertThat(cost.bytes()).isLessThan(ROUNDS);
        assertThat(cost.clockReads()).isZero();
    }
}
