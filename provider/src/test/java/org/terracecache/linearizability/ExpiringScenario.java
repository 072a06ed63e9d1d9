package org.terracecache.linearizability;

import java.util.concurrent.TimeUnit;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.jetbrains.lincheck.datastructures.Operation;

/** Entries that expire while the other operations run, by a clock whose tick is one of the operations. */
public abstract class ExpiringScenario extends SingleKeyOperations {
    static final long LIFE_TICKS = 2;

    private static final long TICK_MILLIS = 1_000;
    private static final Duration LIFE = new Duration(TimeUnit.MILLISECONDS, LIFE_TICKS * TICK_MILLIS);

    private final ManualTime time;

    private ExpiringScenario(ExpiryPolicy policy, ManualTime time) {
        super(FreshCaches.create(FreshCaches.configuration().timeSource(time).expiry(() -> policy)));
        this.time = time;
    }

    /** Entries live from their creation. */
    public static final class Created extends ExpiringScenario {
        public Created() {
            super(new CreatedExpiryPolicy(LIFE), new ManualTime());
        }
    }

    /** Each update begins a new life. */
    public static final class Modified extends ExpiringScenario {
        public Modified() {
            super(new ModifiedExpiryPolicy(LIFE), new ManualTime());
        }
    }

    @Operation
    public void tick() {
        time.advanceMillis(TICK_MILLIS);
    }
}
