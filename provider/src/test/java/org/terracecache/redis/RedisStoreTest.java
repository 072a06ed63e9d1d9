package org.terracecache.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.terracecache.remote.BusCompliance;
import org.terracecache.remote.LifeCompliance;
import org.terracecache.remote.RemoteStoreCompliance;
import org.terracecache.remote.World;
import org.terracecache.server.RedisProcess;

/** The store over a real Redis keeps what every store promises. */
class RedisStoreTest {
    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Nested
    class Entries extends RemoteStoreCompliance {
        @Override
        protected World open() throws Exception {
            return new RedisWorld(redis);
        }
    }

    @Nested
    class Lives extends LifeCompliance {
        @Override
        protected World open() throws Exception {
            return new RedisWorld(redis);
        }
    }

    @Nested
    class Bus extends BusCompliance {
        @Override
        protected World open() throws Exception {
            return new RedisWorld(redis);
        }
    }
}
