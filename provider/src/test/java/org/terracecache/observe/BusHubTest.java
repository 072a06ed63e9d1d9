package org.terracecache.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.Subscription;
import org.terracecache.event.BusEvent;
import org.terracecache.event.BusMessage;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.Layer;
import org.terracecache.event.MessageReceived;
import org.terracecache.event.NodeJoined;
import org.terracecache.event.Written;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;
import org.terracecache.spi.TimeSource;

/** What the bus tells: once at each place, and never in a way that the bus could wait. */
class BusHubTest {
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private void join(String node) {
        stage.manager.tell(Kind.NODE_JOINED, source -> new NodeJoined<>(source, node, 1));
    }

    private void receive(long version) {
        stage.signals.publish(Signal.told(
                Kind.MESSAGE_RECEIVED,
                Audience.BUS,
                (source, out) -> new MessageReceived<>(
                        source, new BusMessage<>(BusMessage.Type.WRITTEN, "orders", List.of("k"), "there", version))));
    }

    @Test
    void whatIsOfNoCache_isHeardOnceAtTheManager_andAtEachCacheWithARemoteLayer() {
        CacheSignals<String, Integer> other = cache("other", EnumSet.allOf(Layer.class));
        CacheSignals<String, Integer> near = cache("near", Set.of(Layer.MEMORY));
        List<String> heard = new CopyOnWriteArrayList<>();
        stage.manager.events().bus().on(BusEvent.type(), event -> heard.add("manager " + event.cache()));
        stage.signals.events().bus().on(BusEvent.type(), event -> heard.add("orders " + event.cache()));
        other.events().bus().on(CacheEvent.type(), event -> heard.add("other " + event.cache()));
        near.events().bus().on(BusEvent.type(), event -> heard.add("near " + event.cache()));
        stage.manager.events().on(CacheEvent.type(), event -> heard.add("general"));
        join("n");
        receive(1);
        await().atMost(Stage.SOON)
                .untilAsserted(() -> assertThat(heard)
                        .containsExactlyInAnyOrder("manager ", "orders ", "other ", "manager orders", "orders orders"));
        other.close();
        near.close();
    }

    private CacheSignals<String, Integer> cache(String name, Set<Layer> layers) {
        return new CacheSignals<>(
                stage.manager, name, ListenerOptions.defaults(), stage.pool, TimeSource.system(), x -> x, null, layers);
    }

    @Test
    void synchronousListener_isNotWaitedFor_andHearsInOrder() {
        CountDownLatch gate = new CountDownLatch(1);
        List<Long> versions = new CopyOnWriteArrayList<>();
        Subscription subscription = stage.signals
                .events()
                .bus()
                .on(
                        MessageReceived.<String, Integer>type(),
                        event -> {
                            Stage.await(gate);
                            versions.add(event.message().version());
                        },
                        SYNCHRONOUS);
        List<Long> expected = new ArrayList<>();
        for (long version = 1; version <= 100; version++) {
            receive(version);
            expected.add(version);
        }
        assertThat(stage.signals.interest() & CacheSignals.SYNCHRONOUS).isZero();
        assertThat(stage.signals.interest() & ~CacheSignals.APART).isZero();
        assertThat(versions).isEmpty();
        gate.countDown();
        await().atMost(Stage.SOON).until(() -> subscription.delivered() == 100);
        assertThat(versions).isEqualTo(expected);
    }

    @Test
    void listenerThatBlocksWriters_losesWhatTheBusTellsWhenItsQueueIsFull_andSaysSo() {
        CountDownLatch gate = new CountDownLatch(1);
        List<EventsDropped<String, Integer>> dropped = new CopyOnWriteArrayList<>();
        stage.signals.events().on(EventsDropped.<String, Integer>type(), dropped::add);
        Subscription subscription = stage.signals
                .events()
                .bus()
                .on(
                        BusEvent.type(),
                        event -> Stage.await(gate),
                        ListenerOptions.defaults().withQueueCapacity(4).withOverflow(Overflow.BLOCK));
        for (long version = 1; version <= 100; version++) {
            receive(version);
        }
        stage.put("key", 1);
        assertThat(subscription.pending()).isLessThanOrEqualTo(4);
        await().atMost(Stage.SOON).until(() -> !dropped.isEmpty());
        assertThat(subscription.dropped()).isGreaterThanOrEqualTo(95);
        gate.countDown();
    }

    @Test
    void changesOfOtherNodes_whenAListenerBlocksWriters_areBoundedToo() {
        CountDownLatch gate = new CountDownLatch(1);
        Subscription subscription = stage.signals
                .events()
                .on(
                        Written.type(),
                        event -> Stage.await(gate),
                        ListenerOptions.defaults().withQueueCapacity(4).withOverflow(Overflow.BLOCK));
        for (int i = 0; i < 100; i++) {
            assertThat(stage.signals.tell(
                            new Signal<>(
                                    Kind.CREATED,
                                    Audience.GENERAL,
                                    "k",
                                    i,
                                    null,
                                    i,
                                    org.terracecache.event.Cause.PUT,
                                    "elsewhere"),
                            true))
                    .isNull();
        }
        assertThat(subscription.pending()).isLessThanOrEqualTo(4);
        assertThat(subscription.dropped()).isGreaterThanOrEqualTo(95);
        gate.countDown();
    }

    @Test
    void everyTopic_hasABitOfItsOwnForEachAudience() {
        long seen = 0;
        for (int topic = 0; topic < Topic.COUNT; topic++) {
            for (int audience = 1; audience < Audience.COUNT; audience <<= 1) {
                long bit = Topic.mask(topic, audience);
                assertThat(Long.bitCount(bit)).isLessThanOrEqualTo(1);
                assertThat(seen & bit).isZero();
                seen |= bit;
            }
            assertThat(Topic.mask(topic, Audience.COUNT - 1)).isNotZero();
        }
        assertThat(seen & (CacheSignals.SYNCHRONOUS | CacheSignals.BLOCKING)).isZero();
    }
}
