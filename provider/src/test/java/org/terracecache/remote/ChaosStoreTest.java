package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.terracecache.config.ChaosSettings;

/** Faults that users can switch on keep what every store and bus promises. */
class ChaosStoreTest {
    private static final Duration LONGEST = Duration.ofMillis(1);

    private static ChaosSettings.Store store(double fail, double loseRequest, double loseReply, double delay) {
        return new ChaosSettings.Store(fail, loseRequest, loseReply, delay, LONGEST);
    }

    private static World delaying() {
        return new ChaosWorld(new ChaosSettings(5, store(0, 0, 0, 0.5), new ChaosSettings.Bus(0, 0, 0.5, LONGEST)));
    }

    @Nested
    class Entries extends RemoteStoreCompliance {
        @Override
        protected World open() {
            return delaying();
        }
    }

    @Nested
    class Lives extends LifeCompliance {
        @Override
        protected World open() {
            return delaying();
        }
    }

    @Nested
    class Bus extends BusCompliance {
        @Override
        protected World open() {
            return delaying();
        }
    }

    @Nested
    class Faults extends StoreSuite {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        protected World open() {
            return new InMemoryWorld();
        }

        private ChaosStore chaos(long seed, ChaosSettings.Store chances) {
            return new ChaosStore(
                    world.store("node-b"),
                    chances,
                    seed,
                    (nanos, task) -> waiting.add(task),
                    () -> ((InMemoryWorld) world).nanoTime());
        }

        private CompletableFuture<Reply<Mutated>> send(RemoteStore to, String value) {
            return send(to, write(Write.Item.of(KEY, payload(value))), TIMEOUT);
        }

        @Test
        void request_thatFails_isRefused_andNotDone() {
            CompletableFuture<Reply<Mutated>> reply = send(chaos(1, store(1, 0, 0, 0)), "x");

            assertThat(reply.join().failure()).isInstanceOf(Failure.Refused.class);
            assertThat(get()).isNull();
        }

        @Test
        void request_thatIsLost_isUnknown_andNotDone() {
            CompletableFuture<Reply<Mutated>> reply = send(chaos(1, store(0, 1, 0, 0)), "x");

            assertThat(reply.join().failure()).isInstanceOf(Failure.Unknown.class);
            assertThat(get()).isNull();
        }

        @Test
        void reply_thatIsLost_isUnknown_onceItIsDone() {
            ChaosStore chaos = chaos(1, store(0, 0, 1, 0));
            world.stall();
            CompletableFuture<Reply<Mutated>> reply = send(chaos, "x");
            assertThat(reply).as("it can still happen").isNotDone();

            world.resume();

            assertThat(reply.join().failure()).isInstanceOf(Failure.Unknown.class);
            assertThat(get()).isEqualTo("x");
        }

        @Test
        void request_thatIsDelayed_isDoneLater() {
            CompletableFuture<Reply<Mutated>> reply = send(chaos(1, store(0, 0, 0, 1)), "x");
            assertThat(get()).isNull();

            waiting.remove().run();

            assertThat(reply.join().failure()).isNull();
            assertThat(get()).isEqualTo("x");
        }

        @Test
        void request_thatIsDelayedForTooLong_isUnknown_andNeverDone() {
            CompletableFuture<Reply<Mutated>> reply = send(chaos(1, store(0, 0, 0, 1)), "x");
            world.pass(TIMEOUT);

            waiting.remove().run();

            assertThat(reply.join().failure()).isInstanceOf(Failure.Unknown.class);
            assertThat(get()).isNull();
        }

        @Test
        void close_refusesWhatIsDelayed_once() {
            ChaosStore chaos = chaos(1, store(0, 0, 0, 1));
            CompletableFuture<Reply<Mutated>> reply = send(chaos, "x");

            chaos.close();
            waiting.remove().run();

            assertThat(reply.join().failure()).isInstanceOf(Failure.Refused.class);
            assertThat(get()).isNull();
            assertThat(send(chaos, "y").join().failure()).isInstanceOf(Failure.Refused.class);
        }

        @Test
        void fates_dependOnTheSeed() {
            assertThat(fates(11)).isEqualTo(fates(11)).isNotEqualTo(fates(12));
            assertThat(fates(11).stream().distinct()).hasSize(3);
        }

        private List<String> fates(long seed) {
            ChaosStore chaos = chaos(seed, store(0.3, 0.3, 0.3, 0));
            List<String> fates = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Failure failure = send(chaos, "x").join().failure();
                fates.add(failure == null ? "done" : failure.getClass().getSimpleName());
            }
            return fates;
        }
    }
}
