package org.terracecache.benchmarks;

import java.util.List;

/** How a measuring JVM is started: the same for every contender. */
final class MeasuringJvm {
    /**
     * The options. The common pool has two workers whatever the machine: with one, some contenders would start a thread
     * per event.
     */
    static final List<String> ARGUMENTS = List.of(
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseG1GC",
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
            "-Dorg.jboss.logging.provider=slf4j",
            "-Dhazelcast.logging.type=slf4j");

    private MeasuringJvm() {}
}
