package org.terracecache.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Caching;

/**
 * One way to set the provider up under the kit, and what must come out.
 *
 * @param name for the printed line and the log's file name
 * @param provider the class that must be under test
 * @param properties system properties of the run: the provider's own settings, and the kit's
 * @param expected the numbers of the kit
 * @param exclusions the tests that the kit may leave out, each {@code class#method}
 */
record Topology(
        String name, String provider, Map<String, String> properties, Totals expected, List<String> exclusions) {

    private static final List<String> BY_REFERENCE = List.of(
            "putIfAbsent_Missing",
            "putIfAbsent_There",
            "getAndPut_NotThere",
            "getAndPut_Existing",
            "getAndPut_Existing_NotSameKey",
            "getAndReplace",
            "get_Existing",
            "get_Existing_NotSameKey",
            "put_Existing_NotSameKey",
            "putAll",
            "replace_3arg");

    private static final AtomicLong TESTS = new AtomicLong();

    /** Everything as an application has it that configures nothing. */
    static final Topology MEMORY = terrace("memory", Map.of());

    /** The whole kit against Terrace with the given settings: nothing may be left out but the kit's own dummy. */
    static Topology terrace(String name, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("javax.cache.CacheManager", "org.terracecache.TerraceCacheManager");
        properties.put("javax.cache.Cache", "org.terracecache.TerraceCache");
        properties.put("javax.cache.Cache.Entry", "org.terracecache.TerraceEntry");
        return new Topology(
                name,
                "org.terracecache.TerraceCachingProvider",
                properties,
                new Totals(481, 0, 0, 0, 1),
                List.of("org.jsr107.tck.CachingTest#dummyTest"));
    }

    /** The whole kit against Terrace over a Redis: tests of store by reference are left out, by the kit's own rule. */
    static Topology overRedis(String name, int port, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("terrace.remote.uri", "redis://127.0.0.1:" + port);
        List<String> excluded = new ArrayList<>(MEMORY.exclusions());
        BY_REFERENCE.forEach(test -> excluded.add("org.jsr107.tck.StoreByReferenceTest#" + test));
        excluded.add("org.jsr107.tck.TypesTest#simpleAPINoGenericsAndNoTypeEnforcementStoreByReference");
        Totals totals = new Totals(481, 0, 0, 0, excluded.size());
        return terrace(name, properties).with(name, totals, excluded.toArray(String[]::new));
    }

    Topology {
        properties = Map.copyOf(properties);
        exclusions = List.copyOf(exclusions);
    }

    /** The same set-up for other tests. */
    Topology with(String otherName, Totals totals, String... excluded) {
        return new Topology(otherName, provider, properties, totals, List.of(excluded));
    }

    /**
     * Gives the next test a namespace of its own: a cache with a remote layer finds again what it had when it was closed, and the
     * kit's tests expect to find nothing.
     */
    void isolate() {
        System.setProperty("terrace.namespace", "kit-" + TESTS.incrementAndGet());
    }

    /** Also done again before each class of the kit: one of them clears the choice of the provider. */
    void apply() {
        System.setProperty(Caching.JAVAX_CACHE_CACHING_PROVIDER, provider);
        // The kit's loaders, writers and listeners are clients of servers that it starts.
        System.setProperty("org.jsr107.tck.support.server.address", "127.0.0.1");
        properties.forEach(System::setProperty);
    }
}
