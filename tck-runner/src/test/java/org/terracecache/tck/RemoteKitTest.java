package org.terracecache.tck;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.terracecache.server.RedisProcess;

/** The official kit on caches that are in Redis only. */
class RemoteKitTest {

    @Test
    void kit_redisOnly_passesButForStoreByReference() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            Topology topology = Topology.overRedis("remote", redis.port(), Map.of("terrace.default.layers", "remote"));
            KitRun.run(topology, KitClasses.core()).publish().verify();
        }
    }
}
