package org.terracecache.observe;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports what a subscriber misses: soon after the first time, then at most once a second, whether or not more comes. */
final class DropReport implements Runnable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Subscriber subscriber;
    private final LongSupplier total;
    private final Supplier<@Nullable Origin> via;
    private final AtomicBoolean due = new AtomicBoolean();
    private long reported;
    private volatile long earliestNanos = System.nanoTime();
    private volatile @Nullable Throwable rejection;
    private volatile @Nullable Origin last;

    /** Reports to whom a subscriber's troubles are told; {@code via} is of the last cache that is known otherwise. */
    DropReport(Subscriber subscriber, LongSupplier total, Supplier<@Nullable Origin> via) {
        this.subscriber = subscriber;
        this.total = total;
        this.via = via;
    }

    /** Notes that this was dropped. A report that is dropped is counted, but causes no further one. */
    void dropped(Object item) {
        if (!(item instanceof Occurrence<?, ?> occurrence)) {
            schedule();
        } else if (!occurrence.isTrouble()) {
            last = occurrence.origin();
            schedule();
        }
    }

    void rejected(Throwable reason) {
        rejection = reason;
        schedule();
    }

    private void schedule() {
        if (!due.get() && due.compareAndSet(false, true)) {
            long delay = Math.max(0, earliestNanos - System.nanoTime());
            if (!subscriber.board().backstage().run(this, delay)) {
                due.set(false);
            }
        }
    }

    /** Runs on the one thread backstage. */
    @Override
    public void run() {
        due.set(false);
        earliestNanos = System.nanoTime() + INTERVAL_NANOS;
        Throwable reason = rejection;
        if (reason != null) {
            rejection = null;
            subscriber.warnings().rejected(reason);
        }
        Origin of = last;
        last = null;
        long dropped = total.getAsLong();
        long count = dropped - reported;
        reported = dropped;
        if (count > 0) {
            subscriber.warnings().dropped(count, dropped);
            subscriber.board().troubles().dropped(subscriber, of == null ? via.get() : of, count, dropped);
        }
    }
}
