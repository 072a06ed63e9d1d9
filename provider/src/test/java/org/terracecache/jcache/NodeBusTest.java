package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.terracecache.Bus;
import org.terracecache.Bus.State;
import org.terracecache.TerraceCacheManager;

/** Who is there, and whether the bus is heard. */
class NodeBusTest {

    private static TerraceCacheManager own(CacheManager manager) {
        return manager.unwrap(TerraceCacheManager.class);
    }

    @Test
    void withoutARemoteLayer_thereIsNoBus() {
        try (TestCaches caches = new TestCaches()) {
            TerraceCacheManager manager = own(caches.manager());
            assertThat(manager.bus().state()).isEqualTo(State.NONE);
            assertThat(manager.bus().nodes()).containsExactly(manager.node());
        }
    }

    @Test
    void nodes_comeAndGo() {
        try (SharedNodes nodes = new SharedNodes()) {
            TerraceCacheManager one = own(nodes.node("terrace.bus.lease=300 ms"));
            TerraceCacheManager two = own(nodes.node("terrace.bus.lease=300 ms"));
            await().until(() ->
                    one.bus().state() == State.CONNECTED && two.bus().state() == State.CONNECTED);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> one.bus().nodes().contains(two.node())
                            && two.bus().nodes().contains(one.node()));
            Bus left = two.bus();
            two.close();
            assertThat(left.state()).isEqualTo(State.NONE);
            assertThat(left.nodes()).isEmpty();
            await().untilAsserted(() -> assertThat(one.bus().nodes()).containsExactly(one.node()));
            nodes.redis().kill();
            await().untilAsserted(() -> assertThat(one.bus().state()).isEqualTo(State.CONNECTING));
            nodes.redis().restart();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(one.bus().state()).isEqualTo(State.CONNECTED));
        }
    }
}
