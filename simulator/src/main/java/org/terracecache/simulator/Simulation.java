package org.terracecache.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a workload on the nodes, with as many threads as wished, and tells what happened. */
final class Simulation {
    private static final long SAMPLE_MILLIS = 1000;
    private static final long SETTLE_MILLIS = 10;
    private static final int SETTLE_TRIES = 1000;

    /** An application that cannot reach its store does not ask again at once. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(10);

    private final Settings settings;
    private final Workload workload;
    private final Progress progress;
    private final StopSignal stop;
    private final Database database;
    private final RunClock clock = new RunClock();
    private final Checker checker;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Simulation(Settings settings, Workload workload, Progress progress, StopSignal stop) {
        this.settings = settings;
        this.workload = workload;
        this.progress = progress;
        this.stop = stop;
        this.database = new Database(settings.latency(), settings.seed());
        this.checker = new Checker(
                clock,
                settings.sharing().map(Sharing::lease).map(Checker::limit).orElse(Duration.ZERO));
    }

    /** What a run ended with: its figures so far, even if something ended it early. */
    record Outcome(Report report, @Nullable RuntimeException failure) {}

    Outcome run() throws InterruptedException {
        try (Cluster cluster = Cluster.start(settings, database, checker, stop)) {
            List<Application> applications = cluster.nodes().stream()
                    .map(node -> new Application(node, database, checker, this::afterFailure))
                    .toList();
            Optional<FaultInjector> fault = fault(cluster);
            clock.start();
            boolean finished = runThreads(cluster.nodes(), applications, fault);
            long nanos = clock.getAsLong();
            boolean complete = finished && !stop.isGiven() && failure.get() == null;
            if (complete) {
                settings.sharing()
                        .ifPresent(sharing -> new Agreement(applications, checker, stop).judge(patience(sharing)));
            }
            Figures figures = new Figures(settings, workload, cluster.nodes(), database, checker);
            return new Outcome(figures.report(nanos, complete, fault.map(FaultInjector::figures)), failure.get());
        }
    }

    /** A node knows better after a lease, and can ask again when the last command that got no answer has timed out. */
    private static Duration patience(Sharing sharing) {
        return Checker.limit(sharing.lease()).plus(sharing.commandTimeout().multipliedBy(2));
    }

    private void afterFailure() {
        if (settings.sharing().isPresent()) {
            boolean ignored = stop.await(PAUSE_AFTER_FAILURE);
        }
    }

    private Optional<FaultInjector> fault(Cluster cluster) {
        return settings.sharing()
                .flatMap(Sharing::fault)
                .flatMap(plan -> cluster.server()
                        .map(server -> new FaultInjector(
                                plan, server, workload, checker, () -> Meter.failures(cluster.nodes()))));
    }

    /** Whether all threads came to the end of the workload. */
    private boolean runThreads(List<Node> nodes, List<Application> applications, Optional<FaultInjector> fault)
            throws InterruptedException {
        CountDownLatch running = new CountDownLatch(settings.threads() * applications.size());
        List<Worker> workers = new ArrayList<>();
        for (Application application : applications) {
            for (int i = 0; i < settings.threads(); i++) {
                workers.add(new Worker(workload, application, stop, failure, running));
            }
        }
        fault.ifPresent(FaultInjector::start);
        workers.forEach(Thread::start);
        boolean finished = running.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        while (!finished && !stop.isGiven()) {
            progress.show(Sample.of(clock.getAsLong(), nodes, fault), workload.progress());
            finished = running.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        }
        progress.end();
        end(fault);
        settle(workers);
        return finished;
    }

    private void end(Optional<FaultInjector> fault) throws InterruptedException {
        if (fault.isPresent()) {
            try {
                fault.get().end();
            } catch (IllegalStateException e) {
                failure.compareAndSet(null, e);
            }
        }
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
