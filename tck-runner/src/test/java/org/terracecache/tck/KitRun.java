package org.terracecache.tck;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.RunListener;

/** Runs classes of the kit one after the other, in one JVM and on one thread, as its own build does. */
final class KitRun {
    /** Many times what a run takes; a provider that hangs is a failure, not a build that never ends. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Topology topology;
    private final Duration limit;
    private final Tally tally = new Tally();

    private KitRun(Topology topology, Duration limit) {
        this.topology = topology;
        this.limit = limit;
    }

    /** Runs them; judging what came out is {@link KitReport#verify()}'s business. */
    static KitReport run(Topology topology, List<Class<?>> classes) throws IOException, InterruptedException {
        return run(topology, classes, LIMIT);
    }

    static KitReport run(Topology topology, List<Class<?>> classes, Duration limit)
            throws IOException, InterruptedException {
        return new KitRun(topology, limit).run(classes);
    }

    private KitReport run(List<Class<?>> classes) throws IOException, InterruptedException {
        topology.apply();
        requireProviderUnderTest();
        Exclusions exclusions = new Exclusions();
        try (Transcript transcript = new Transcript(topology.name())) {
            Thread thread = new Thread(() -> runAll(classes), "kit");
            thread.setDaemon(true);
            thread.start();
            thread.join(limit.toMillis());
            if (thread.isAlive()) {
                tally.broken("no end within " + limit + ", still in " + tally.running() + "\n" + dump());
            }
            List<String> excluded = exclusions.tests();
            return new KitReport(
                    topology, tally.totals(excluded.size()), excluded, tally.problems(), transcript.file());
        } finally {
            exclusions.close();
        }
    }

    private void runAll(List<Class<?>> classes) {
        try {
            for (Class<?> type : classes) {
                topology.apply();
                JUnitCore junit = new JUnitCore();
                junit.addListener(tally);
                junit.addListener(new RunListener() {
                    @Override
                    public void testStarted(Description test) {
                        topology.isolate();
                    }
                });
                junit.run(type);
            }
            topology.apply();
            requireProviderUnderTest();
        } catch (RuntimeException | Error e) {
            tally.broken("the runner itself: " + e);
        }
    }

    /** Neither may another provider answer, nor may one be in reach when nobody names one. */
    private void requireProviderUnderTest() {
        List<String> visible = ServiceLoader.load(CachingProvider.class).stream()
                .map(provider -> provider.type().getName())
                .toList();
        String used = Caching.getCachingProvider().getClass().getName();
        if (!used.equals(topology.provider()) || !visible.equals(List.of(topology.provider()))) {
            throw new IllegalStateException("The provider under test must be " + topology.provider() + " and the only"
                    + " one on the class path, but " + used + " answered, and there are " + visible);
        }
    }

    private static String dump() {
        return Thread.getAllStackTraces().entrySet().stream()
                .map(entry -> entry.getKey()
                        + Arrays.stream(entry.getValue())
                                .map(frame -> "\n\tat " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
