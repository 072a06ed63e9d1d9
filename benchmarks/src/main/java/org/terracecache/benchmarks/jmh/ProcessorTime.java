package org.terracecache.benchmarks.jmh;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler: processor time of the whole JVM per operation. It charges what a cache does in other threads, and it
 * varies less than throughput does when the machine has other work.
 */
public final class ProcessorTime implements InternalProfiler {
    /** The name of the result, in nanoseconds per operation. */
    public static final String LABEL = "cpu.norm";

    private long before;

    @Override
    public String getDescription() {
        return "Processor time of the JVM per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = processorNanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = processorNanos() - before;
        long operations = result.getMetadata().getAllOps();
        return operations == 0
                ? List.of()
                : List.of(new ScalarResult(LABEL, nanos / operations, "ns/op", AggregationPolicy.AVG));
    }

    /** The platform's own bean has this attribute; its type is not part of Java's. */
    private static long processorNanos() {
        try {
            return (long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            ObjectName.getInstance(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "ProcessCpuTime");
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not tell its processor time", e);
        }
    }
}
