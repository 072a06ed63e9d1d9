package org.terracecache.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.terracecache.server.RedisProcess;

/** The official kit on caches in memory above a Redis, while a second node has the same caches and reads them. */
class TwoNodesKitTest {

    @Test
    void kit_whileAnotherNodeReads_passesButForStoreByReference() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                MirrorNode mirror = new MirrorNode()) {
            Topology topology = Topology.overRedis("two nodes", redis.port(), Map.of());
            topology.apply();
            mirror.start();
            KitRun.run(topology, KitClasses.core()).publish().verify();
            mirror.stop();
            assertThat(mirror.caches()).isGreaterThan(100);
            assertThat(mirror.reads()).isGreaterThan(1_000);
        }
    }
}
