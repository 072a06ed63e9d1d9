package org.terracecache.simulator;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a workload on a node, with as many threads as wished, and tells what happened. */
final class Simulation {
    private static final long SAMPLE_MILLIS = 1000;
    private static final long SETTLE_MILLIS = 10;
    private static final int SETTLE_TRIES = 1000;

    private final Settings settings;
    private final Workload workload;
    private final Progress progress;
    private final StopSignal stop;
    private final Meter meter = new Meter();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Simulation(Settings settings, Workload workload, Progress progress, StopSignal stop) {
        this.settings = settings;
        this.workload = workload;
        this.progress = progress;
        this.stop = stop;
    }

    /** What a run ended with: its figures so far, even if something ended it early. */
    record Outcome(Report report, @Nullable RuntimeException failure) {}

    Outcome run() throws InterruptedException {
        Database database = new Database(settings.latency(), settings.seed());
        try (Node node = new Node("simulator", settings, database)) {
            long start = System.nanoTime();
            boolean finished = runThreads(node, start);
            long nanos = System.nanoTime() - start;
            boolean complete = finished && !stop.isGiven() && failure.get() == null;
            Figures figures = new Figures(settings, workload, node, database, meter);
            return new Outcome(figures.report(nanos, complete), failure.get());
        }
    }

    /** Whether all threads came to the end of the workload. */
    private boolean runThreads(Node node, long start) throws InterruptedException {
        Application application = new Application(node.cache(), meter);
        CountDownLatch running = new CountDownLatch(settings.threads());
        List<Worker> workers = Stream.generate(() -> new Worker(workload, application, stop, failure, running))
                .limit(settings.threads())
                .toList();
        workers.forEach(Thread::start);
        boolean finished = running.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        while (!finished && !stop.isGiven()) {
            progress.show(Sample.of(System.nanoTime() - start, meter, node), workload.progress());
            finished = running.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        }
        progress.end();
        settle(workers);
        return finished;
    }

    /** Waits for operations that were begun, but not for input; hurries the database if it is very slow. */
    private static void settle(List<Worker> workers) throws InterruptedException {
        for (int tries = 0; tries < SETTLE_TRIES && workers.stream().anyMatch(Worker::isPerforming); tries++) {
            if (tries == SETTLE_TRIES / 2) {
                workers.forEach(Thread::interrupt);
            }
            Thread.sleep(SETTLE_MILLIS);
        }
    }
}
