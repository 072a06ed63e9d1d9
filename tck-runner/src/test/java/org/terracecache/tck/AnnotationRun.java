package org.terracecache.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.jsr107.tck.testutil.TestSupport;
import org.jsr107.tck.testutil.TestSupport.MBeanType;

/**
 * The kit's annotation tests in one container. Half of them pass when no interceptor runs, and all are excluded when the
 * container does not start; so beside the numbers the caches' statistics are compared with what the tests must cause.
 */
final class AnnotationRun {
    private static final Totals EXPECTED = new Totals(12, 0, 0, 0, 0);

    /** The caches that the kit's beans name, one for each test class. */
    private static final List<String> CACHES = List.of(
            "blogManager", "blgMngr", "manager.UsingDefaultCacheNameBlogManagerImpl.getEntryCached(java.lang.String)");

    /** The four tests of a class read eight times and keep what the bean returned four times. */
    private static final Traffic TRAFFIC = new Traffic(2, 6, 4);

    private final KitReport report;
    private final Map<String, Traffic> traffic = new TreeMap<>();

    private record Traffic(long hits, long misses, long puts) {}

    private AnnotationRun(KitReport report) {
        this.report = report;
    }

    static AnnotationRun in(Container container, Topology setUp) throws Exception {
        container.select();
        Topology topology = setUp.with(setUp.name() + ", annotations on " + container, EXPECTED);
        topology.apply();
        CacheManager manager = Caching.getCachingProvider().getCacheManager();
        for (String name : CACHES) {
            manager.createCache(name, new MutableConfiguration<>().setStatisticsEnabled(true));
        }
        AnnotationRun run = new AnnotationRun(KitRun.run(topology, KitClasses.annotations()));
        for (String name : CACHES) {
            run.traffic.put(name, trafficOf(manager.getCache(name)));
        }
        return run;
    }

    private static Traffic trafficOf(Cache<?, ?> cache) throws Exception {
        return new Traffic(count(cache, "CacheHits"), count(cache, "CacheMisses"), count(cache, "CachePuts"));
    }

    private static long count(Cache<?, ?> cache, String attribute) throws Exception {
        return (Long) TestSupport.lookupManagementAttribute(cache, MBeanType.CacheStatistics, attribute);
    }

    AnnotationRun publish() {
        report.publish();
        return this;
    }

    void verify() {
        report.verify();
        verifyTraffic();
    }

    /** The kit's beans touch no cache themselves: what is seen here came through interceptors. */
    void verifyTraffic() {
        assertThat(traffic)
                .containsOnlyKeys(CACHES)
                .allSatisfy((name, seen) -> assertThat(seen)
                        .as("what the interceptors did to the cache " + name)
                        .isEqualTo(TRAFFIC));
    }
}
