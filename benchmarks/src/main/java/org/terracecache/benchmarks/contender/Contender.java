package org.terracecache.benchmarks.contender;

/** The products that are compared. A product's classes are not touched before it is opened. */
public enum Contender {
    /** The floor, to which all ratios refer. */
    CAFFEINE("raw Caffeine", true),
    /** This project. */
    TERRACE("Terrace", true),
    /** Caffeine's JSR-107 adapter. */
    CAFFEINE_JCACHE("caffeine-jcache", true),
    /** cache2k's JSR-107 adapter. */
    CACHE2K("cache2k-jcache", true),
    /** Ehcache 3, on the heap. */
    EHCACHE("Ehcache", true),
    /** An embedded Hazelcast member. */
    HAZELCAST("Hazelcast", false),
    /** Infinispan in local mode. */
    INFINISPAN("Infinispan", true);

    private final String title;
    private final boolean storesByReference;

    Contender(String title, boolean storesByReference) {
        this.title = title;
        this.storesByReference = storesByReference;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** Whether the product can store by reference; one that cannot is still measured, and marked. */
    public boolean storesByReference() {
        return storesByReference;
    }

    /** Whether this is one of the other JSR-107 providers. */
    public boolean isPeer() {
        return this != CAFFEINE && this != TERRACE;
    }

    /**
     * Opens a cache.
     *
     * @param <V> the type of the values
     */
    public <V> OpenCache<V> open(CacheSettings<V> settings) {
        return vendor().open(settings);
    }

    private Vendor vendor() {
        return switch (this) {
            case CAFFEINE -> new RawCaffeine();
            case TERRACE -> new Terrace();
            case CAFFEINE_JCACHE -> new CaffeineJCache();
            case CACHE2K -> new Cache2k();
            case EHCACHE -> new Ehcache();
            case HAZELCAST -> new Hazelcast();
            case INFINISPAN -> new Infinispan();
        };
    }
}
