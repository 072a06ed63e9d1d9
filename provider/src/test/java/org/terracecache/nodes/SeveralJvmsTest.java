package org.terracecache.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.server.RedisProcess;

/** Real JVMs on one real Redis: guarantees G1, G3, G5 and G8 under load and faults. */
class SeveralJvmsTest {
    /** The full size: four JVMs, eight threads, fifty thousand rounds, ten seconds. */
    private static final boolean FULL = Boolean.getBoolean("terrace.nodes.full");

    private static final int THREADS = FULL ? 8 : 4;
    private static final int ROUNDS = FULL ? 50_000 : 400;
    private static final int PAUSE_MILLIS = FULL ? 10_000 : 2_500;

    private final RedisProcess redis = RedisProcess.start();
    private final List<NodeProcess> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(NodeProcess::close);
        redis.close();
    }

    private void start(int count) {
        URI uri = URI.create("redis://127.0.0.1:" + redis.port());
        for (int i = 0; i < count; i++) {
            nodes.add(NodeProcess.start(uri));
        }
        nodes.forEach(NodeProcess::awaitReady);
    }

    private List<CompletableFuture<long[]>> beginAll(Object... order) {
        return nodes.stream().map(node -> node.begin(order)).toList();
    }

    private static List<long[]> awaitAll(List<CompletableFuture<long[]>> answers) throws Exception {
        List<long[]> all = new ArrayList<>();
        for (CompletableFuture<long[]> answer : answers) {
            all.add(NodeProcess.await(answer));
        }
        return all;
    }

    private List<long[]> all(Object... order) throws Exception {
        return awaitAll(beginAll(order));
    }

    private static long sum(long... values) {
        return Arrays.stream(values).sum();
    }

    private static long sumOfAll(List<long[]> answers) {
        return answers.stream().mapToLong(SeveralJvmsTest::sum).sum();
    }

    /** After quiescence every JVM reads the same; returns it. */
    private long[] agreed(String prefix, int keys) throws Exception {
        long[] first = nodes.get(0).order("read", prefix, keys);
        for (NodeProcess node : nodes) {
            await().atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(node.order("read", prefix, keys)).isEqualTo(first));
        }
        return first;
    }

    /** Increments on all nodes while something happens; checks the sums. Returns how many outcomes were unknown. */
    private long increment(int keys, int rounds, Fault fault) throws Exception {
        List<CompletableFuture<long[]>> begun = beginAll("invoke", THREADS, rounds, keys);
        fault.happen();
        long unknown = sumOfAll(awaitAll(begun));
        long acknowledged = (long) nodes.size() * THREADS * rounds;
        assertThat(sum(agreed("count", keys))).isBetween(acknowledged, acknowledged + unknown);
        return unknown;
    }

    private interface Fault {
        void happen() throws Exception;
    }

    private void loseScriptsAndSubscriptions() {
        for (int i = 0; i < 3; i++) {
            Commands.send(redis.port(), "SCRIPT FLUSH");
            Commands.send(redis.port(), "CLIENT KILL TYPE pubsub");
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> !Commands.send(redis.port(), "CLIENT KILL TYPE pubsub")
                            .equals(":0"));
        }
    }

    private void pauseRedis() throws Exception {
        redis.pause();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        redis.resume();
    }

    @Test
    void invoke_ofTwoJvmsOnOneKey_losesNothing() throws Exception {
        start(2);
        assertThat(increment(1, ROUNDS, () -> {})).isZero();
    }

    @Test
    void invoke_ofFourJvmsOnManyKeys_losesNothing_whileScriptsAndSubscriptionsAreLost() throws Exception {
        start(4);
        assertThat(increment(100, ROUNDS, this::loseScriptsAndSubscriptions)).isZero();
    }

    @Test
    void invoke_whileRedisIsPaused_losesNothingThatWasAcknowledged() throws Exception {
        start(2);
        increment(10, ROUNDS * 3, this::pauseRedis);
    }

    @Test
    void invoke_whileAnotherJvmIsKilled_losesNothingThatWasAcknowledged() throws Exception {
        start(3);
        NodeProcess victim = nodes.remove(2);
        try (victim) {
            CompletableFuture<long[]> cutShort = victim.begin("invoke", THREADS, 1_000_000, 10);
            List<CompletableFuture<long[]>> begun = beginAll("invoke", THREADS, ROUNDS, 10);
            await().until(() -> Commands.send(redis.port(), "KEYS *count-*").equals("*10"));
            victim.kill();
            assertThat(cutShort).failsWithin(Duration.ofSeconds(10));
            long unknown = sumOfAll(awaitAll(begun));
            assertThat(unknown).isZero();
            assertThat(sum(agreed("count", 10))).isGreaterThanOrEqualTo(2L * THREADS * ROUNDS);
        }
    }

    @Test
    void restart_ofAnEmptyRedis_bringsNoOldValueBack() throws Exception {
        start(2);
        increment(20, 20, () -> {});
        redis.restart();
        long[] nothing = new long[20];
        Arrays.fill(nothing, -1);
        for (NodeProcess node : nodes) {
            await().ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(node.order("read", "count", 20)).isEqualTo(nothing));
        }
        assertThat(increment(20, ROUNDS, () -> {})).isZero();
    }

    @Test
    void putIfAbsent_ofFourJvms_hasOneWinnerPerKey() throws Exception {
        start(4);
        int keys = FULL ? 100_000 : 1_000;
        assertThat(sumOfAll(all("putIfAbsent", 2, keys))).isEqualTo(keys);
        assertThat(agreed("only", keys)).doesNotContain(-1);
    }

    @Test
    void replace_inLoopsOfTwoJvms_losesNothing() throws Exception {
        start(2);
        int rounds = FULL ? 5_000 : 100;
        assertThat(nodes.get(0).order("put", 5, 0)).containsExactly(0);
        List<long[]> ends = all("replace", THREADS, rounds, 5);
        assertThat(ends).hasSize(2);
        assertThat(sum(agreed("replaced", 5))).isEqualTo(2L * THREADS * rounds);
        assertThat(Collections.max(Arrays.stream(agreed("replaced", 5)).boxed().toList()))
                .isEqualTo(2L * THREADS * rounds / 5);
    }
}
