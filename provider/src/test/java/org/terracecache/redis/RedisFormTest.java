package org.terracecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.Version;
import org.terracecache.remote.Life;
import org.terracecache.remote.Read;
import org.terracecache.remote.StoreSuite;
import org.terracecache.remote.Touch;
import org.terracecache.remote.World;
import org.terracecache.remote.Write;
import org.terracecache.server.RedisProcess;
import redis.clients.jedis.Protocol.Command;

/** What stands in Redis itself: native lives, and a meta that somebody has tampered with. */
class RedisFormTest extends StoreSuite {
    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    protected World open() throws Exception {
        return new RedisWorld(redis);
    }

    private Object ask(Command command, Object... arguments) {
        return ((RedisWorld) world).ask(command, arguments);
    }

    private byte[] meta() {
        return world.layout().meta(bucket);
    }

    @Test
    void entry_withALife_hasItInRedisToo_andATouchMovesIt() {
        ask(write(Write.Item.of(KEY, payload("one")).living(new Life(60_000), Life.UNCHANGED)));
        assertThat((long) ask(Command.PTTL, entryName())).isBetween(50_000L, 60_000L);
        Version version = head().last();
        ask(new Touch(bucket, CACHE, List.of(new Touch.Item(KEY, version, new Life(600_000)))));
        assertThat((long) ask(Command.PTTL, entryName())).isBetween(500_000L, 600_000L);
        ask(new Touch(bucket, CACHE, List.of(new Touch.Item(KEY, version, Life.ETERNAL))));
        assertThat((long) ask(Command.PTTL, entryName())).isEqualTo(-1);
    }

    @Test
    void ticket_hasALifeInRedis() {
        ask(Read.forLoad(bucket, CACHE, KEY, 60_000));
        byte[] name = world.layout().ticket(bucket, CACHE, KEY);
        assertThat((long) ask(Command.PTTL, name)).isBetween(50_000L, 60_000L);
    }

    @Test
    void version_whileTheClockIsBehindTheLastOne_growsByOne() {
        put("one");
        long ahead = head().timeMicros() + 1_000_000_000_000L;
        ask(Command.HSET, meta(), "v", ahead);
        assertThat(put("two").number()).isEqualTo(ahead + 1);
        assertThat(put("three").number()).isEqualTo(ahead + 2);
    }

    @Test
    void meta_thatIsGarbled_beginsAnew_andEverythingIsDead() {
        for (String field : List.of("v", "s", "i")) {
            put("one");
            long before = head().incarnation();
            ask(Command.HSET, meta(), field, "garbage");
            assertThat(get()).as(field).isNull();
            assertThat(head().incarnation()).isNotEqualTo(before);
        }
        put("one");
        ask(Command.HSET, meta(), "w:" + CACHE, "garbage");
        assertThat(get()).isNull();
        assertThat(put("two").number()).isPositive();
    }
}
