package org.terracecache.jcache;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that begin together, and whose ends are awaited: what hangs fails. */
public final class Together implements AutoCloseable {
    private static final long PATIENCE_SECONDS = Long.getLong("terrace.patience", 120);

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "together-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** Begins something. */
    public <T> Future<T> start(Callable<T> task) {
        return threads.submit(task);
    }

    /** Lets so many threads do the same at the same time, and waits for all; each is given its number. */
    public void run(int size, Numbered task) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(size);
        List<Future<Object>> futures = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int number = i;
            futures.add(start(() -> {
                barrier.await();
                task.run(number);
                return null;
            }));
        }
        for (Future<Object> future : futures) {
            result(future);
        }
    }

    /** What a thread does. */
    public interface Numbered {
        void run(int number) throws Exception;
    }

    /** The result, or what the task threw. */
    public static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("hangs after " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Waits for a signal of another thread. */
    public static void awaitSignal(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no signal after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a thread waits. */
    public static void awaitParked(Thread thread) {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
