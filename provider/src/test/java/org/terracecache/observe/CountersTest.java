package org.terracecache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final int COUNTS = 20_000;
    private static final int RESETS = 200_000;

    private final Counters counters = new Counters();

    @Test
    void add_byThreadsOfMoreNumbersThanStripes_allocatesNothingPerCount() throws Exception {
        AtomicLong worst = new AtomicLong();
        for (int i = 0; i < 70; i++) {
            Thread thread = new Thread(() -> {
                long before = allocated();
                for (int n = 0; n < COUNTS; n++) {
                    counters.add(Counter.HITS, 1);
                }
                worst.accumulateAndGet(allocated() - before, Math::max);
            });
            thread.start();
            thread.join();
        }

        assertThat(counters.sum(Counter.HITS)).isEqualTo(70L * COUNTS);
        assertThat(worst.get()).as("bytes for %d counts", COUNTS).isLessThan(4 * COUNTS);
    }

    /** Asked by name: not every JDK must have it, but those that the build runs on do. */
    private static long allocated() {
        try {
            return (long) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                            "getThreadAllocatedBytes",
                            new Object[] {Thread.currentThread().getId()},
                            new String[] {"long"});
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sum_whileAnotherThreadResets_isNeverNegative() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Thread other = new Thread(() -> {
            for (int i = 0; i < RESETS; i++) {
                counters.add(Counter.HITS, 1_000);
                counters.reset();
            }
            stop.set(true);
        });
        other.start();
        long least = 0;
        while (!stop.get()) {
            least = Math.min(least, counters.sum(Counter.HITS));
        }
        other.join();

        assertThat(least).isZero();
    }
}
