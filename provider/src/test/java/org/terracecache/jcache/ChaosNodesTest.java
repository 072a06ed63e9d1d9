package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.terracecache.TerraceCacheManager;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.spi.Chaos;
import org.terracecache.spi.Serializer;

/** Two nodes over a real Redis with five per cent of every fault keep G1 to G4, as far as a simple checker sees. */
class ChaosNodesTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final String COUNTER = "counter";
    private static final String GONE = "gone";

    private final long seed =
            Long.getLong("terrace.seed", ThreadLocalRandom.current().nextLong());
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger threw = new AtomicInteger();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** By when, what was acknowledged by then. */
    private final ConcurrentSkipListMap<Long, Integer> counted = new ConcurrentSkipListMap<>();

    private final ConcurrentSkipListMap<Long, Integer> removed = new ConcurrentSkipListMap<>();
    private final Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger increments = new AtomicInteger();
    private final AtomicInteger uncertain = new AtomicInteger();

    private interface Operation<T> {
        T run();
    }

    /** What nobody answers counts as perhaps done. */
    private <T> T attempt(Operation<T> operation, T absent) {
        try {
            T result = operation.run();
            done.incrementAndGet();
            return result;
        } catch (CacheException e) {
            threw.incrementAndGet();
            return absent;
        }
    }

    private static void acknowledge(ConcurrentSkipListMap<Long, Integer> history, int value) {
        history.merge(System.nanoTime(), value, Math::max);
    }

    /** What every node must know that reads at that time. */
    private static int known(ConcurrentSkipListMap<Long, Integer> history, long nanos) {
        Map.Entry<Long, Integer> last = history.floorEntry(nanos - LEASE.toNanos());
        int least = 0;
        if (last != null) {
            for (int value : history.headMap(last.getKey(), true).descendingMap().values().stream()
                    .limit(64)
                    .toList()) {
                least = Math.max(least, value);
            }
        }
        return least;
    }

    private void check(boolean holds, Supplier<String> violation) {
        if (!holds) {
            violations.add(violation.get());
        }
    }

    /** One thread of a node counts and reads; {@code seen} is what a thread of the node has seen. */
    private void count(Cache<String, Integer> cache, AtomicLong seen) {
        int own = attempt(
                () -> cache.invoke(COUNTER, (entry, arguments) -> {
                    int next = entry.exists() ? entry.getValue() + 1 : 1;
                    entry.setValue(next);
                    return next;
                }),
                0);
        if (own == 0) {
            uncertain.incrementAndGet();
        } else {
            increments.incrementAndGet();
            check(numbers.add(own), () -> "G3: the number %d came twice".formatted(own));
            acknowledge(counted, own);
        }
        long before = Math.max(seen.get(), own);
        int must = known(counted, System.nanoTime());
        int read = attempt(
                () -> {
                    Integer value = cache.get(COUNTER);
                    return value == null ? -1 : value; // what cannot be decoded is a miss
                },
                -1);
        if (read >= 0) {
            check(read >= before, () -> "G1: %d after %d".formatted(read, before));
            check(read >= must, () -> "G2: %d although %d was written a lease ago".formatted(read, must));
            seen.accumulateAndGet(read, Math::max);
        }
    }

    /** The only thread that writes this key puts ever greater values and removes each. */
    private void putAndRemove(Cache<String, Integer> cache, int value) {
        boolean ignored = attempt(
                () -> {
                    cache.put(GONE, value);
                    return true;
                },
                false);
        int answered = attempt(() -> cache.remove(GONE) ? 1 : 2, 0);
        if (answered > 0) {
            acknowledge(removed, value);
            int read = attempt(() -> cache.get(GONE) == null ? 0 : 1, 0);
            check(read == 0, () -> "G4: %d came back to who removed it".formatted(value));
        }
    }

    private void readRemoved(Cache<String, Integer> cache) {
        int gone = known(removed, System.nanoTime());
        int read = attempt(
                () -> {
                    Integer value = cache.get(GONE);
                    return value == null ? Integer.MAX_VALUE : value;
                },
                Integer.MAX_VALUE);
        check(read > gone, () -> "G4: %d came back although %d was removed a lease ago".formatted(read, gone));
    }

    private static TerraceConfiguration<String, Integer> configuration(long seed) {
        Chaos chaos = Chaos.seeded(seed).failing(0.05);
        return new TerraceConfiguration<String, Integer>().serializer(chaos.serializer(new Digits()));
    }

    /** Writes a number as its digits. */
    private static final class Digits implements Serializer {
        @Override
        public int id() {
            return 300;
        }

        @Override
        public byte[] serialize(Object value) {
            return value.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public Object deserialize(byte[] bytes) {
            return Integer.valueOf(new String(bytes, StandardCharsets.US_ASCII));
        }
    }

    private static String[] chaos(long seed) {
        return new String[] {
            "terrace.bus.lease=" + LEASE.toMillis() + "ms",
            "terrace.remote.command-timeout=1s",
            "terrace.chaos.enabled=true",
            "terrace.chaos.seed=" + seed,
            "terrace.chaos.store.fail=0.05",
            "terrace.chaos.store.lose-request=0.05",
            "terrace.chaos.store.lose-reply=0.05",
            "terrace.chaos.store.delay=0.05",
            "terrace.chaos.bus.lose=0.05",
            "terrace.chaos.bus.duplicate=0.05",
            "terrace.chaos.bus.delay=0.05"
        };
    }

    @Test
    void nodes_withFaultsOfEveryKind_keepTheGuarantees() throws InterruptedException {
        System.out.println("terrace.seed=" + seed);
        try (SharedNodes nodes = new SharedNodes()) {
            TerraceCacheManager one = nodes.node(chaos(seed));
            TerraceCacheManager other = nodes.node(chaos(seed + 1));
            List<Thread> threads = new ArrayList<>();
            long end = System.nanoTime() + RUN.toNanos();
            for (TerraceCacheManager node : List.of(one, other)) {
                Cache<String, Integer> cache =
                        SharedNodes.cache(node, "chaos", configuration(node == one ? seed : seed + 1));
                AtomicLong seen = new AtomicLong();
                boolean writes = node == one;
                AtomicInteger next = new AtomicInteger();
                threads.add(until(end, () -> count(cache, seen)));
                threads.add(until(end, () -> count(cache, seen)));
                threads.add(until(
                        end, writes ? () -> putAndRemove(cache, next.incrementAndGet()) : () -> readRemoved(cache)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        System.out.printf("%d operations done, %d threw, %d increments%n", done.get(), threw.get(), increments.get());
        assertThat(violations).as("seed %d", seed).isEmpty();
        int most = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
        assertThat(most).as("seed %d: G3", seed).isBetween(increments.get(), increments.get() + uncertain.get());
        assertThat(threw).as("faults, seed %d", seed).hasPositiveValue();
        assertThat(increments.get()).as("progress, seed %d", seed).isGreaterThan(20);
    }

    private Thread until(long end, Runnable step) {
        Thread thread = new Thread(() -> {
            while (System.nanoTime() < end && violations.size() < 10) {
                step.run();
            }
        });
        thread.setUncaughtExceptionHandler((failed, error) -> violations.add("thrown: " + error));
        thread.start();
        return thread;
    }
}
