package org.terracecache.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.terracecache.server.RedisProcess;

/** How old values are that a JVM reads while another one writes, with and without faults: guarantee G2. */
class StalenessTest {
    private static final boolean FULL = Boolean.getBoolean("terrace.nodes.full");
    private static final int PAUSE_MILLIS = FULL ? 10_000 : 4_000;
    private static final long LEASE_MICROS = 3_000_000;
    private static final long BOUND_MICROS = LEASE_MICROS * 11 / 10;

    @TempDir
    private Path directory;

    private final RedisProcess redis = RedisProcess.start();
    private Passage passage;
    private NodeProcess writer;
    private NodeProcess reader;
    private Path acknowledged;

    /** What the reader saw. */
    private record Seen(long mostMicros, long p99Micros, long reads, long back) {
        static Seen of(long[] answer) {
            return new Seen(answer[0], answer[1], answer[2], answer[3]);
        }
    }

    @BeforeEach
    void start() throws IOException {
        acknowledged = directory.resolve("acknowledged");
        try (RandomAccessFile file = new RandomAccessFile(acknowledged.toFile(), "rw")) {
            file.setLength(8L * 4_000_000);
        }
        passage = new Passage(redis.port());
        writer = NodeProcess.start(URI.create("redis://127.0.0.1:" + redis.port()));
        reader = NodeProcess.start(URI.create("redis://127.0.0.1:" + passage.port()));
        writer.awaitReady();
        reader.awaitReady();
    }

    @AfterEach
    void stop() throws IOException {
        writer.close();
        reader.close();
        passage.close();
        redis.close();
    }

    private Seen watch(int millis, Fault fault) throws Exception {
        CompletableFuture<long[]> writing = writer.begin("write", acknowledged, millis);
        CompletableFuture<long[]> watching = reader.begin("watch", acknowledged, millis);
        fault.happen();
        long[] written = NodeProcess.await(writing);
        assertThat(written[0]).as("writes").isGreaterThan(100);
        Seen seen = Seen.of(NodeProcess.await(watching));
        System.out.println("staleness: " + seen);
        assertThat(seen.reads()).isGreaterThan(100);
        assertThat(seen.back()).as("reads that went back").isZero();
        return seen;
    }

    private interface Fault {
        void happen() throws Exception;
    }

    @Test
    void valuesAreMillisecondsOld_whileTheBusIsAlive() throws Exception {
        Seen seen = watch(FULL ? 30_000 : 3_000, () -> {});
        assertThat(seen.p99Micros()).isLessThan(100_000);
        assertThat(seen.mostMicros()).isLessThan(BOUND_MICROS);
    }

    @Test
    void valuesAreNoOlderThanTheLease_whenTheSubscriptionIsSilent() throws Exception {
        Seen seen = watch(2_000 + PAUSE_MILLIS, () -> {
            TimeUnit.SECONDS.sleep(1);
            passage.swallowSubscriptions();
        });
        assertThat(seen.mostMicros()).as("the fault shows").isGreaterThan(100_000);
        assertThat(seen.mostMicros()).isLessThan(BOUND_MICROS);
    }

    @Test
    void valuesAreNoOlderThanTheLease_whenTheJvmWasPaused() throws Exception {
        Seen seen = watch(3_000 + PAUSE_MILLIS, () -> {
            TimeUnit.SECONDS.sleep(1);
            reader.pause();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            reader.resume();
        });
        assertThat(seen.mostMicros()).isLessThan(BOUND_MICROS);
    }
}
