package org.terracecache.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** Lets a fault happen to a Redis in the middle of a run, and undoes it. */
final class FaultInjector {
    private static final long TICK_MILLIS = 20;
    private static final long AGAIN_MILLIS = 100;
    private static final double MIDDLE = 0.5;
    private static final long UNKNOWN_MIDDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final FaultPlan plan;
    private final RedisServer server;
    private final Workload workload;
    private final Checker checker;
    private final LongSupplier failures;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "fault");
    private volatile long began = -1;
    private volatile long ended = -1;
    private volatile long failuresBefore;
    private volatile long failuresDuring;
    private volatile @Nullable RuntimeException failure;

    FaultInjector(FaultPlan plan, RedisServer server, Workload workload, Checker checker, LongSupplier failures) {
        this.plan = plan;
        this.server = server;
        this.workload = workload;
        this.checker = checker;
        this.failures = failures;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether it happens just now. */
    boolean isOn() {
        return began >= 0 && ended < 0;
    }

    private void run() {
        try {
            if (awaitBeginning()) {
                inject();
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false if the run is over before. */
    private boolean awaitBeginning() throws InterruptedException {
        while (!isDue()) {
            if (over.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean isDue() {
        long now = checker.now();
        if (plan.after().isPresent()) {
            return now >= plan.after().get().toNanos();
        }
        return workload.progress().isPresent()
                ? workload.progress().getAsDouble() >= MIDDLE
                : now >= UNKNOWN_MIDDLE_NANOS;
    }

    private void inject() throws InterruptedException {
        failuresBefore = failures.getAsLong();
        checker.forgetStaleness();
        began = checker.now();
        plan.fault().begin(server);
        try {
            last();
        } finally {
            try {
                plan.fault().end(server);
            } finally {
                ended = checker.now();
                failuresDuring = failures.getAsLong() - failuresBefore;
            }
        }
    }

    private void last() throws InterruptedException {
        long end = began + plan.length().toNanos();
        try (RedisClient client = RedisClient.create(server.uri())) {
            long left = end - checker.now();
            do {
                plan.fault().again(client);
                left = end - checker.now();
            } while (!over.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS)), TimeUnit.NANOSECONDS)
                    && left > 0);
        } catch (JedisException e) {
            throw new IllegalStateException("The fault " + plan.fault() + " could not be made", e);
        }
    }

    /** Ends the fault if it lasts, and waits until the Redis is as before. */
    void end() throws InterruptedException {
        over.countDown();
        thread.join();
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** What is to be said of it, when it is over. */
    Report.FaultFigures figures() {
        boolean happened = began >= 0;
        return new Report.FaultFigures(
                plan.fault().toString(),
                happened ? began : null,
                happened ? ended - began : 0,
                failuresBefore,
                failuresDuring,
                happened ? failures.getAsLong() - failuresBefore - failuresDuring : 0,
                happened ? checker.longestStaleness() : 0);
    }
}
