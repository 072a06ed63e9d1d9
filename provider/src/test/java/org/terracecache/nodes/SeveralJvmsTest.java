package org.terracecache.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
            await().atMost(2, TimeUnit.MINUTES)
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

    /** Each key has one winner, who knows it unless nobody does. */
    private void race(Fault fault) throws Exception {
        int keys = FULL ? 100_000 : 1_000;
        List<CompletableFuture<long[]>> begun = beginAll("putIfAbsent", 2, keys);
        fault.happen();
        List<long[]> ends = awaitAll(begun);
        long won = ends.stream().mapToLong(end -> end[0]).sum();
        long unknown = ends.stream().mapToLong(end -> end[1]).sum();
        assertThat(won).isBetween(keys - unknown, (long) keys);
        long without =
                Arrays.stream(agreed("only", keys)).filter(value -> value == -1).count();
        assertThat(without).as("keys without a winner").isLessThanOrEqualTo(unknown);
    }

    @Test
    void putIfAbsent_ofFourJvms_hasOneWinnerPerKey() throws Exception {
        start(4);
        race(() -> {});
    }

    @Test
    void putIfAbsent_whileScriptsAndSubscriptionsAreLost_hasOneWinnerPerKey() throws Exception {
        start(2);
        race(this::loseScriptsAndSubscriptions);
    }

    @Test
    void putIfAbsent_whileRedisIsPaused_hasOneWinnerPerKey() throws Exception {
        start(2);
        race(this::pauseRedis);
    }

    /** Replaces in loops on all nodes while something happens; checks the sums. */
    private void replace(Fault fault) throws Exception {
        int rounds = FULL ? 5_000 : 100;
        assertThat(nodes.get(0).order("put", 5, 0)).containsExactly(0);
        List<CompletableFuture<long[]>> begun = beginAll("replace", THREADS, rounds, 5);
        fault.happen();
        long unknown = sumOfAll(awaitAll(begun));
        long acknowledged = (long) nodes.size() * THREADS * rounds;
        assertThat(sum(agreed("replaced", 5))).isBetween(acknowledged, acknowledged + unknown);
    }

    @Test
    void replace_inLoopsOfTwoJvms_losesNothing() throws Exception {
        start(2);
        replace(() -> {});
    }

    @Test
    void replace_whileScriptsAndSubscriptionsAreLost_losesNothing() throws Exception {
        start(2);
        replace(this::loseScriptsAndSubscriptions);
    }

    @Test
    void replace_whileRedisIsPaused_losesNothingThatWasAcknowledged() throws Exception {
        start(2);
        replace(this::pauseRedis);
    }

    @Test
    void invoke_ofFourJvmsOnOneKey_losesNothing() throws Exception {
        assumeTrue(FULL, "minutes of conflicts");
        start(4);
        assertThat(increment(1, ROUNDS, () -> {})).isZero();
    }

    @Test
    void invoke_ofTwoJvmsOnManyKeys_losesNothing() throws Exception {
        start(2);
        assertThat(increment(100, ROUNDS, () -> {})).isZero();
    }
}
