package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.terracecache.config.ChaosSettings;

class ChaosBusTest {
    private static final Duration LONGEST = Duration.ofMillis(1);

    private final List<String> heard = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger closes = new AtomicInteger();
    private BusSubscriber connection;
    private BusSubscription subscription;

    private final class Subscriber implements BusSubscriber {
        @Override
        public void confirmed(String server) {
            heard.add("confirmed");
        }

        @Override
        public void message(int bucket, byte[] bytes) {
            heard.add("message " + bytes[0]);
        }

        @Override
        public void heartbeat(byte[] bytes) {
            heard.add("heartbeat " + bytes[0]);
            if (bytes[0] < 0) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public void announcement(byte[] bytes) {
            heard.add("announcement " + bytes[0]);
        }

        @Override
        public void lost(String detail) {
            heard.add("lost");
        }
    }

    private BusTransport open(double lose, double duplicate, double delay) {
        BusTransport inner = new BusTransport() {
            @Override
            public BusSubscription subscribe(BusSubscriber subscriber) {
                connection = subscriber;
                return closes::incrementAndGet;
            }

            @Override
            public void close() {}
        };
        ChaosBus bus = new ChaosBus(
                inner, new ChaosSettings.Bus(lose, duplicate, delay, LONGEST), 3, (nanos, task) -> waiting.add(task));
        subscription = bus.subscribe(new Subscriber());
        connection.confirmed("server");
        return bus;
    }

    private static byte[] bytes(int number) {
        return new byte[] {(byte) number};
    }

    @Test
    void message_thatIsLost_neverComes() {
        open(1, 0, 0);
        connection.message(0, bytes(1));
        connection.heartbeat(bytes(2));
        connection.announcement(bytes(3));

        assertThat(heard).containsExactly("confirmed");
        assertThat(waiting).isEmpty();
    }

    @Test
    void message_thatIsDuplicated_comesTwice() {
        open(0, 1, 0);
        connection.message(0, bytes(1));

        assertThat(heard).containsExactly("confirmed", "message 1", "message 1");
    }

    @Test
    void message_thatIsDelayed_holdsUpWhatIsBehindIt_inItsOrder() {
        open(0, 0, 1);
        connection.message(0, bytes(1));
        connection.message(0, bytes(2));
        assertThat(heard).containsExactly("confirmed");
        assertThat(waiting).hasSize(1);

        waiting.remove().run();

        assertThat(heard).containsExactly("confirmed", "message 1", "message 2");
    }

    @Test
    void connection_thatIsLost_takesAlongWhatIsHeldUp() {
        open(0, 0, 1);
        connection.message(0, bytes(1));
        connection.lost("gone");
        waiting.remove().run();

        assertThat(heard).containsExactly("confirmed", "lost");
    }

    @Test
    void close_endsAllCalls() {
        BusTransport bus = open(0, 0, 1);
        connection.message(0, bytes(1));
        bus.close();
        waiting.remove().run();
        connection.message(0, bytes(2));
        subscription.close();

        assertThat(heard).containsExactly("confirmed");
        assertThat(closes.get()).isPositive();
    }

    @Test
    void subscriber_thatThrowsAtADelayedMessage_isToldOfTheLoss() {
        open(0, 0, 1);
        connection.heartbeat(bytes(-1));
        waiting.remove().run();

        assertThat(heard).containsExactly("confirmed", "heartbeat -1", "lost");
        assertThat(closes.get()).isPositive();
    }
}
