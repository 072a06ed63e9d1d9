package org.terracecache.linearizability;

import java.util.concurrent.atomic.AtomicLong;
import org.terracecache.spi.TimeSource;

/** A time that stands still until somebody advances it. */
public final class ManualTime implements TimeSource {
    private static final long START = 1_000_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(START);

    public void advanceNanos(long by) {
        nanos.addAndGet(by);
    }

    public void advanceMillis(long by) {
        advanceNanos(by * 1_000_000);
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long currentTimeMillis() {
        return nanos.get() / 1_000_000;
    }
}
