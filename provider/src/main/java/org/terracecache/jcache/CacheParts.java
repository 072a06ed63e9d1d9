package org.terracecache.jcache;

import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.observe.SubscriptionScope;

/**
 * A cache, taken apart.
 *
 * @param core what all share
 * @param configuration its configuration as it is now
 * @param reads its reads
 * @param writes its changes of one entry
 * @param bulkWrites its changes of many
 * @param bulkLoads its loads in the background
 * @param invocation its entry processors
 * @param statistics its statistics
 * @param statisticsBean their MBean
 * @param managementBean its configuration's MBean
 * @param wishes hears what is listened to
 * @param products what its configuration's factories made
 */
record CacheParts<K, V>(
        CacheCore<K, V> core,
        LiveConfiguration<K, V> configuration,
        Reads<K, V> reads,
        Writes<K, V> writes,
        BulkWrites<K, V> bulkWrites,
        BulkLoads<K, V> bulkLoads,
        Invocation<K, V> invocation,
        StatisticsBean statistics,
        MBeanRegistration statisticsBean,
        MBeanRegistration managementBean,
        ListenerWishes wishes,
        Products products) {

    private static final Logger LOG = LoggerFactory.getLogger(CacheParts.class);
    private static final long PATIENCE_SECONDS = 10;

    void register(CacheEntryListenerConfiguration<K, V> listener) {
        configuration.add(listener);
        try {
            core.signals().register(listener);
            SubscriptionScope.note(() -> deregister(listener));
        } catch (RuntimeException | Error e) {
            configuration.remove(listener);
            throw e;
        }
    }

    void deregister(CacheEntryListenerConfiguration<K, V> listener) {
        configuration.remove(listener);
        core.signals().deregister(listener);
    }

    /** By one thread at a time. */
    void setStatisticsEnabled(boolean enabled) {
        configuration.setStatisticsEnabled(enabled);
        core.outcomes().setCounting(enabled);
        statisticsBean.set(enabled);
    }

    void setManagementEnabled(boolean enabled) {
        synchronized (managementBean) {
            configuration.setManagementEnabled(enabled);
            managementBean.set(enabled);
        }
    }

    /** Takes the beans away for good: the next cache of that name may show its own. */
    void hide() {
        statisticsBean.close();
        managementBean.close();
    }

    /** Lets no call of listeners, loader and writer begin any more and waits for those under way, then closes what the configuration's factories made. */
    void close() {
        core.signals().close();
        wishes.end();
        if (!core.foreignCalls().shut(PATIENCE_SECONDS)) {
            LOG.warn(
                    "[cache={}] closed while its loader or writer was still at work, after waiting {} s",
                    core.name(),
                    PATIENCE_SECONDS);
        }
        products.close();
        core.stack().discard();
    }
}
