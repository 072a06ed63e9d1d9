package org.terracecache.jcache;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.terracecache.memory.Lives;
import org.terracecache.spi.TimeSource;

/** Deadlines as people read them. */
final class Deadlines {
    private Deadlines() {}

    static Optional<Instant> toInstant(long deadline, TimeSource time) {
        if (deadline == Lives.ETERNAL) {
            return Optional.empty();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - time.nanoTime());
        return Optional.of(Instant.ofEpochMilli(time.currentTimeMillis() + left));
    }
}
