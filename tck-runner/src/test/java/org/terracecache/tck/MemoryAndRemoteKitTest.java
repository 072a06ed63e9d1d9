package org.terracecache.tck;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.terracecache.server.RedisProcess;

/** The official kit on caches in memory above a Redis: nothing is configured but where that is. */
class MemoryAndRemoteKitTest {

    @Test
    void kit_memoryAboveRedis_passesButForStoreByReference() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            Topology topology = Topology.overRedis("memory+remote", redis.port(), Map.of());
            KitRun.run(topology, KitClasses.core()).publish().verify();
        }
    }
}
