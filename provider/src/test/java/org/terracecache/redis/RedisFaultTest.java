package org.terracecache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;
import org.terracecache.remote.Beat;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Clear;
import org.terracecache.remote.Command;
import org.terracecache.remote.Condition;
import org.terracecache.remote.Done;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Outcome;
import org.terracecache.remote.Read;
import org.terracecache.remote.ReadMeta;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Remove;
import org.terracecache.remote.Request;
import org.terracecache.remote.StoreSuite;
import org.terracecache.remote.World;
import org.terracecache.remote.Write;
import org.terracecache.server.RedisProcess;
import redis.clients.jedis.Protocol;

/** A server that is paused, killed, full, a replica, guarded by a password, or not there: guarantee G8. */
class RedisFaultTest extends StoreSuite {
    private RedisProcess redis;

    @BeforeEach
    @Override
    protected void openWorld() throws Exception {
        redis = RedisProcess.start();
        super.openWorld();
    }

    @AfterEach
    void stopRedis() {
        redis.close();
    }

    @Override
    protected World open() throws Exception {
        return new RedisWorld(redis);
    }

    private RedisWorld redisWorld() {
        return (RedisWorld) world;
    }

    @Test
    void mutation_whoseReplyIsLost_isUnknownOnlyWhenItCanNoLongerHappen() {
        put("one");
        redis.pause();
        long start = System.nanoTime();
        Failure failure = send(store, write(Write.Item.of(KEY, payload("two"))), Duration.ofMillis(300))
                .join()
                .failure();
        assertThat(failure).isInstanceOf(Failure.Unknown.class);
        assertThat(System.nanoTime() - start).isBetween(millis(300), millis(3_000));
        redis.resume();
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void connectionThatBreaks_makesAMutationUnknown_afterItsTimeOut() {
        put("one");
        redis.kill();
        long start = System.nanoTime();
        Failure failure = send(store, write(Write.Item.of(KEY, payload("two"))), Duration.ofMillis(300))
                .join()
                .failure();
        assertThat(failure).isInstanceOf(Failure.Unknown.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(millis(300));
    }

    @Test
    void read_whoseConnectionBreaks_isToldAtOnce() {
        put("one");
        redis.kill();
        long start = System.nanoTime();
        assertThat(send(store, Read.of(bucket, CACHE, KEY), Duration.ofSeconds(20))
                        .join()
                        .failure())
                .isNotNull();
        assertThat(System.nanoTime() - start).isLessThan(millis(10_000));
    }

    @Test
    void server_thatWasRestartedEmpty_isUsedAgain_andBringsNothingBack() {
        put("one");
        String before = head().server();
        redis.restart();
        send(store, Read.of(bucket, CACHE, KEY), Duration.ofMillis(200)).join();
        assertThat(get()).isNull();
        assertThat(head().server()).isNotEqualTo(before);
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.CREATED);
    }

    @Test
    void server_thatIsNotThere_refuses_andSaysWhere() {
        redis.kill();
        RemoteStore fresh = world.store("node-b");
        Failure.Refused refused = refused(fresh, write(Write.Item.of(KEY, payload("x"))));
        assertThat(refused.reason()).isEqualTo(Failure.Reason.NOT_CONNECTED);
        assertThat(refused.detail()).contains("127.0.0.1:" + redis.port(), "terrace.remote.uri");
    }

    @Test
    void server_thatDoesNotAnswer_isGivenUpAfterTheTimeToConnect() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RedisOptions options = new RedisOptions(
                    "127.0.0.1", silent.getLocalPort(), 0, null, null, false, Duration.ofMillis(200), 1);
            assertThatThrownBy(() -> RedisConnection.open(options, millis(60_000)))
                    .isInstanceOf(NotConnectedException.class)
                    .hasMessageContaining("terrace.remote.connect-timeout");
        }
    }

    @Test
    void password_thatIsWrongOrMissing_isRefused_andNeverShown() {
        redisWorld().ask(Protocol.Command.CONFIG, "SET", "requirepass", "correct-horse");
        RedisOptions wrong = withPassword("wrong-horse");
        assertThatThrownBy(() -> RedisConnection.open(wrong, millis(2_000)))
                .isInstanceOfSatisfying(NotConnectedException.class, e -> {
                    assertThat(e.toFailure().reason()).isEqualTo(Failure.Reason.DENIED);
                    assertThat(e.toFailure().detail()).contains("127.0.0.1").doesNotContain("horse");
                });
        assertThat(refused(world.store("node-b"), Read.of(bucket, CACHE, KEY)).reason())
                .isEqualTo(Failure.Reason.DENIED);
        assertThat(wrong.toString()).doesNotContain("horse");
        RedisStore right = new RedisStore(
                withPassword("correct-horse"), world.layout(), "node-c", Runnable::run, RedisWorld::thread);
        assertThat(ask(right, write(Write.Item.of(KEY, payload("x")))).changed())
                .isTrue();
        right.close();
    }

    private RedisOptions withPassword(String password) {
        return new RedisOptions("127.0.0.1", redis.port(), 0, null, password, false, Duration.ofSeconds(2), 2);
    }

    @Test
    void server_withoutMemory_refusesWrites_andStillRemovesAndClears() {
        put("one");
        redisWorld().ask(Protocol.Command.CONFIG, "SET", "maxmemory", "1");
        assertThat(refused(store, write(Write.Item.of(KEY, payload("two")))).reason())
                .isEqualTo(Failure.Reason.OUT_OF_MEMORY);
        assertThat(get()).isEqualTo("one");
        assertThat(ask(remove(Remove.Item.of(KEY))).changed()).isTrue();
        assertThat(ask(new Clear(bucket, CACHE, stamp())).changed()).isTrue();
        ask(new Beat(List.of(0, 1, 2, 3), 1, 1_000));
    }

    @Test
    void replica_refusesEveryCommand_readsToo() {
        put("one");
        try (RedisProcess primary = RedisProcess.start()) {
            redisWorld().ask(Protocol.Command.REPLICAOF, "127.0.0.1", primary.port());
            assertNotWritable(Read.of(bucket, CACHE, KEY));
            assertNotWritable(new Beat(List.of(0), 1, 1_000));
        }
    }

    private void assertNotWritable(Command<?> command) {
        Failure failure = send(store, command, Duration.ofMillis(300)).join().failure();
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Failure.Reason.NOT_WRITABLE));
    }

    @Test
    void hugeValue_toAServerThatDoesNotRead_endsWithTheTimeOut() {
        put("one");
        redis.pause();
        Payload huge = Payload.of(1, new byte[world.layout().limits().payloadBytes()]);
        long start = System.nanoTime();
        Failure failure = send(store, write(Write.Item.of(KEY, huge)), Duration.ofMillis(500))
                .join()
                .failure();
        assertThat(failure).isInstanceOf(Failure.Unknown.class);
        assertThat(System.nanoTime() - start).isLessThan(millis(10_000));
        redis.resume();
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void key_ofAnotherType_isUnreadable_andAnUnconditionalWriteReplacesIt() {
        redisWorld().ask(Protocol.Command.RPUSH, entryName(), "x");
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.UNREADABLE);
        put("three");
        assertThat(get()).isEqualTo("three");
        redisWorld().ask(Protocol.Command.DEL, world.layout().meta(bucket));
        redisWorld().ask(Protocol.Command.RPUSH, world.layout().meta(bucket), "x");
        assertThat(refused(store, Read.of(bucket, CACHE, KEY)).reason()).isEqualTo(Failure.Reason.REJECTED);
    }

    /** A question whose answer is expected. */
    private static Request<Done> asking(int bucket, Consumer<Done> answered) {
        return new Request<>(new ReadMeta(bucket), TIMEOUT.toNanos(), new Callback<>() {
            @Override
            public void answered(Done done) {
                answered.accept(done);
            }

            @Override
            public void failed(Failure failure) {
                throw new AssertionError(failure.detail());
            }
        });
    }

    @Test
    void callback_thatEndsInAnError_doesNotKeepTheOthersFromTheirs() {
        List<Done> answers = new ArrayList<>();
        store.execute(List.of(
                asking(0, done -> {
                    throw new StackOverflowError("of a callback");
                }),
                asking(1, answers::add)));
        assertThat(answers).hasSize(1);
    }

    @Test
    void pool_thatIsUsedUp_makesCallersWait_andGivesNoMoreThanItsBound() throws Exception {
        RedisOptions one = new RedisOptions("127.0.0.1", redis.port(), 0, null, null, false, Duration.ofSeconds(2), 1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RedisStore narrow = new RedisStore(one, world.layout(), "node-b", threads, RedisWorld::thread)) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                KeyBytes key = neighbour(i % 5);
                all.add(send(narrow, write(Write.Item.of(key, payload("v" + i))), TIMEOUT)
                        .thenAccept(reply -> assertThat(reply.failure()).isNull()));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
