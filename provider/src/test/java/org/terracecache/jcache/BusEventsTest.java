package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.terracecache.jcache.SharedNodes.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCacheManager;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.BusConnected;
import org.terracecache.event.BusDisconnected;
import org.terracecache.event.BusEvent;
import org.terracecache.event.BusMessage;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Cleared;
import org.terracecache.event.GapDetected;
import org.terracecache.event.Layer;
import org.terracecache.event.MessagePublished;
import org.terracecache.event.MessageReceived;
import org.terracecache.event.NodeJoined;
import org.terracecache.event.NodeLeft;
import org.terracecache.event.Resynchronized;
import org.terracecache.event.Suspected;
import org.terracecache.spi.Emitter;
import org.terracecache.spi.ListenerOptions;
import org.terracecache.spi.Overflow;

/** What nodes on a real Redis tell of the bus. */
class BusEventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int BUCKETS = 16;

    private final SharedNodes nodes = new SharedNodes();

    @AfterEach
    void close() {
        nodes.close();
    }

    private static <E> List<E> heard() {
        return new CopyOnWriteArrayList<>();
    }

    private static void until(org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion) {
        await().atMost(SOON).untilAsserted(assertion::call);
    }

    @Test
    void write_isPublishedHereAndReceivedThere_onceEach() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCacheManager two = nodes.listeningNode();
        TerraceCache<String, Integer> writer = cache(one, "books");
        TerraceCache<String, Integer> reader = cache(two, "books");
        List<BusEvent<String, Integer>> here = heard();
        List<BusEvent<String, Integer>> there = heard();
        List<BusEvent<Object, Object>> manager = heard();
        writer.events().bus().on(BusEvent.<String, Integer>type(), event -> keep(here, event));
        reader.events().bus().on(BusEvent.<String, Integer>type(), event -> keep(there, event));
        two.events().bus().on(BusEvent.type(), event -> keep(manager, event));

        writer.put("a", 1);
        writer.remove("b");
        writer.putIfAbsent("a", 2);

        until(() -> assertThat(there).hasSize(2));
        until(() -> assertThat(here).hasSize(2));
        until(() -> assertThat(manager).hasSize(2));
        BusMessage<String> written = ((MessagePublished<String, Integer>) here.get(0)).message();
        assertThat(written.type()).isEqualTo(BusMessage.Type.WRITTEN);
        assertThat(written.cache()).isEqualTo("books");
        assertThat(written.keys()).containsExactly("a");
        assertThat(written.origin()).isEqualTo(one.node());
        assertThat(written.version()).isPositive();
        assertThat(here.get(0).name()).isEqualTo("bus:message:published");
        assertThat(here.get(0).source().cache()).isEqualTo("books");
        assertThat(here.get(0).node()).isEqualTo(one.node());
        MessageReceived<String, Integer> received = (MessageReceived<String, Integer>) there.get(0);
        assertThat(received.message()).isEqualTo(written);
        assertThat(received.name()).isEqualTo("bus:message:received");
        assertThat(received.node()).isEqualTo(two.node());
        BusMessage<String> removed = ((MessageReceived<String, Integer>) there.get(1)).message();
        assertThat(removed.type()).isEqualTo(BusMessage.Type.REMOVED);
        assertThat(removed.keys()).containsExactly("b");
        assertThat(manager).extracting(CacheEvent::cache).containsOnly("books");
    }

    /** What is about the node comes when it comes. */
    private static <K, V> void keep(List<BusEvent<K, V>> list, BusEvent<K, V> event) {
        if (event instanceof MessagePublished || event instanceof MessageReceived) {
            list.add(event);
        }
    }

    @Test
    void clear_isToldOnceOnEachNode_withItsOrigin() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCacheManager two = nodes.listeningNode();
        TerraceCache<String, Integer> clearing = cache(one, "books");
        TerraceCache<String, Integer> other = cache(two, "books");
        TerraceCache<String, Integer> local = cache(
                nodes.listeningNode("terrace.default.listener-scope=local"), "books", new TerraceConfiguration<>());
        List<CacheEvent<String, Integer>> here = heard();
        List<CacheEvent<String, Integer>> there = heard();
        List<CacheEvent<String, Integer>> deaf = heard();
        List<MessagePublished<String, Integer>> published = heard();
        clearing.events().on(Cleared.<String, Integer>type(), here::add);
        clearing.events().bus().on(MessagePublished.<String, Integer>type(), published::add);
        other.events().on(CacheEvent.<String, Integer>type(), there::add);
        local.events().on(CacheEvent.<String, Integer>type(), deaf::add);
        for (int i = 0; i < 100; i++) {
            other.put("key " + i, i);
        }
        until(() -> assertThat(there).hasSize(100));
        there.clear();

        clearing.clear();
        clearing.clear();
        clearing.put("last", 1);

        until(() -> assertThat(there).extracting(CacheEvent::name).endsWith("cache:written"));
        assertThat(there).hasSize(3);
        assertThat(there.subList(0, 2)).allSatisfy(event -> {
            Cleared<String, Integer> cleared = (Cleared<String, Integer>) event;
            assertThat(cleared.origin()).isEqualTo(one.node());
            assertThat(cleared.node()).isEqualTo(two.node());
            assertThat(cleared.layers()).containsExactlyInAnyOrder(Layer.MEMORY, Layer.REMOTE);
        });
        until(() -> assertThat(here).hasSize(2));
        assertThat(((Cleared<String, Integer>) here.get(0)).origin()).isEqualTo(one.node());
        until(() -> assertThat(published).hasSize(2 * BUCKETS + 1));
        assertThat(published.get(0).message().type()).isEqualTo(BusMessage.Type.CLEARED);
        assertThat(published.get(0).message().keys()).isEmpty();
        until(() -> assertThat(local.get("last")).isEqualTo(1));
        assertThat(deaf).extracting(CacheEvent::name).doesNotContain("cache:cleared");
    }

    @Test
    void destroyedCache_isClearedOnOtherNodes() {
        TerraceCacheManager one = nodes.listeningNode();
        cache(one, "books").put("a", 1);
        TerraceCache<String, Integer> other = cache(nodes.listeningNode(), "books");
        List<Cleared<String, Integer>> cleared = heard();
        other.events().on(Cleared.<String, Integer>type(), cleared::add);
        one.destroyCache("books");
        until(() -> assertThat(cleared).hasSize(1));
        assertThat(cleared.get(0).origin()).isEqualTo(one.node());
        assertThat(other.get("a")).isNull();
    }

    @Test
    void lostSubscription_tellsItsLossAndReturn_atManagerAndCaches_onceEach() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        TerraceCache<String, Integer> other = cache(one, "other");
        cache(one, "local", new TerraceConfiguration<String, Integer>());
        books.put("a", 1);
        List<BusEvent<Object, Object>> manager = heard();
        List<BusEvent<String, Integer>> cache = heard();
        one.events().bus().on(BusEvent.type(), manager::add);
        books.events().bus().on(BusEvent.<String, Integer>type(), cache::add);
        other.events().bus().on(BusEvent.<String, Integer>type(), event -> {});

        nodes.killSubscribers();

        until(() -> assertThat(fromTheLossOn(manager)).hasSize(3));
        until(() -> assertThat(fromTheLossOn(cache)).hasSize(3));
        assertOnTheLoss(one.node(), fromTheLossOn(manager));
        assertThat(fromTheLossOn(cache))
                .extracting(CacheEvent::name)
                .isEqualTo(fromTheLossOn(manager).stream().map(CacheEvent::name).toList());
    }

    private static <K, V> List<BusEvent<K, V>> fromTheLossOn(List<BusEvent<K, V>> events) {
        return events.stream()
                .dropWhile(event -> !(event instanceof BusDisconnected))
                .filter(event -> !(event instanceof NodeJoined))
                .toList();
    }

    private static void assertOnTheLoss(String node, List<BusEvent<Object, Object>> manager) {
        BusDisconnected<Object, Object> lost = (BusDisconnected<Object, Object>) manager.get(0);
        assertThat(lost.buckets()).isEqualTo(BUCKETS);
        assertThat(lost.count()).isEqualTo(1);
        assertThat(lost.cache()).isEmpty();
        assertThat(lost.name()).isEqualTo("bus:disconnected");
        BusConnected<Object, Object> found = (BusConnected<Object, Object>) manager.get(1);
        assertThat(found.buckets()).isEqualTo(BUCKETS);
        assertThat(found.window()).isPositive().isLessThan(SOON);
        Resynchronized<Object, Object> compared = (Resynchronized<Object, Object>) manager.get(2);
        assertThat(compared.kept()).isEqualTo(BUCKETS);
        assertThat(compared.suspect() + compared.discarded()).isZero();
        assertThat(compared.window()).isGreaterThanOrEqualTo(found.window());
        assertThat(manager).extracting(CacheEvent::node).containsOnly(node);
    }

    @Test
    void writesWhileNotHeard_makeTheirBucketsSuspect() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> reader = cache(one, "books");
        TerraceCache<String, Integer> writer = cache(nodes.listeningNode(), "books");
        List<Resynchronized<String, Integer>> compared = heard();
        List<Suspected<String, Integer>> suspected = heard();
        reader.events().bus().on(Resynchronized.<String, Integer>type(), compared::add);
        reader.events().bus().on(Suspected.<String, Integer>type(), suspected::add);
        nodes.killSubscribers();
        for (int i = 0; compared.isEmpty(); i++) {
            writer.put("key " + i % 50, i);
        }
        Resynchronized<String, Integer> event = compared.get(0);
        assertThat(event.suspect()).isPositive();
        assertThat(event.kept() + event.suspect()).isEqualTo(BUCKETS);
        until(() -> assertThat(suspected)
                .filteredOn(each -> each.reason() == Suspected.Reason.RECONNECT)
                .hasSize(event.suspect()));
        assertThat(suspected).noneMatch(Suspected::discarded);
        writer.put("key 0", -1);
        until(() -> assertThat(reader.get("key 0")).isEqualTo(-1));
    }

    @Test
    void redisRestartedEmpty_discardsEveryBucket() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        for (int i = 0; i < 100; i++) {
            books.put("key " + i, i);
        }
        List<BusEvent<Object, Object>> manager = heard();
        one.events().bus().on(BusDisconnected.type(), manager::add);
        one.events().bus().on(Resynchronized.type(), manager::add);
        nodes.redis().kill();
        until(() -> assertThat(manager).anyMatch(BusDisconnected.class::isInstance));
        nodes.redis().restart();
        until(() -> assertThat(manager).anyMatch(Resynchronized.class::isInstance));
        Resynchronized<?, ?> compared = (Resynchronized<?, ?>) manager.get(manager.size() - 1);
        assertThat(compared.discarded()).isEqualTo(BUCKETS);
        assertThat(compared.window()).isPositive();
        assertThat(books.get("key 1")).isNull();
    }

    @Test
    void emptiedRedis_isNoticed_andTold() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        List<Suspected<String, Integer>> suspected = heard();
        books.events().bus().on(Suspected.<String, Integer>type(), suspected::add);
        books.put("a", 1);
        nodes.command("FLUSHALL");
        books.put("a", 2);
        until(() -> assertThat(suspected).isNotEmpty());
        assertThat(suspected).allSatisfy(event -> assertThat(event.reason()).isEqualTo(Suspected.Reason.NEW_STORE));
        assertThat(suspected).anyMatch(Suspected::discarded);
        assertThat(suspected.get(0).name()).isEqualTo("bus:suspected");
        assertThat(suspected.get(0).bucket()).isBetween(0, BUCKETS - 1);
    }

    @Test
    void garbledMessage_isAGap() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        List<BusEvent<Object, Object>> manager = heard();
        one.events().bus().on(GapDetected.type(), manager::add);
        one.events().bus().on(Suspected.type(), manager::add);
        books.put("a", 1);
        assertThat(nodes.command("PUBLISH 0{terrace#3} garbage")).isEqualTo(":1");
        until(() -> assertThat(manager).hasSize(2));
        assertThat(manager)
                .filteredOn(GapDetected.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    GapDetected<?, ?> gap = (GapDetected<?, ?>) event;
                    assertThat(gap.bucket()).isEqualTo(3);
                    assertThat(gap.window()).isZero();
                    assertThat(gap.reason()).contains("format");
                    assertThat(gap.count()).isEqualTo(1);
                });
        assertThat(books.get("a")).isEqualTo(1);
    }

    @Test
    void nodes_joinAndLeave_andAreTold() {
        TerraceCacheManager one = nodes.listeningNode();
        List<BusEvent<Object, Object>> manager = heard();
        one.events().bus().on(NodeJoined.type(), manager::add);
        one.events().bus().on(NodeLeft.type(), manager::add);
        TerraceCacheManager two = nodes.listeningNode();
        String name = two.node();
        until(() -> assertThat(manager)
                .anyMatch(event -> event instanceof NodeJoined<?, ?> joined
                        && joined.joined().equals(name)
                        && joined.count() == 2));
        two.close();
        until(() -> assertThat(manager)
                .anyMatch(event -> event instanceof NodeLeft<?, ?> left
                        && left.left().equals(name)
                        && left.goodbye()
                        && left.count() == 1));
    }

    @Test
    void listenersThatNeverReturn_stopNeitherTheBusNorOthers() {
        TerraceCache<String, Integer> writer = cache(nodes.listeningNode(), "books");
        TerraceCache<String, Integer> reader = cache(nodes.listeningNode(), "books");
        CountDownLatch gate = new CountDownLatch(1);
        List<MessageReceived<String, Integer>> received = heard();
        for (boolean synchronous : new boolean[] {true, false}) {
            for (Overflow overflow : Overflow.values()) {
                reader.events()
                        .bus()
                        .on(
                                MessageReceived.type(),
                                event -> awaitQuietly(gate),
                                ListenerOptions.defaults()
                                        .withSynchronous(synchronous)
                                        .withQueueCapacity(4)
                                        .withOverflow(overflow));
            }
        }
        reader.events().bus().on(MessageReceived.<String, Integer>type(), received::add);
        reader.put("a", -1);
        for (int i = 0; i < 50; i++) {
            writer.put("a", i);
            int value = i;
            until(() -> assertThat(reader.get("a")).isEqualTo(value));
        }
        reader.put("a", 50);
        until(() -> assertThat(received).hasSize(50));
        gate.countDown();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void emitterOfSeveralCaches_hearsOfTheBusOnce() {
        TerraceCacheManager one = nodes.listeningNode();
        List<String> names = heard();
        Emitter emitter = new RecordingEmitter(names);
        TerraceCache<String, Integer> books =
                cache(one, "books", new TerraceConfiguration<String, Integer>().emitter(emitter));
        cache(one, "other", new TerraceConfiguration<String, Integer>().emitter(emitter));
        books.put("a", 1);
        nodes.killSubscribers();
        until(() -> assertThat(names).containsSubsequence("bus:disconnected", "bus:connected", "bus:resynchronized"));
        assertThat(names).containsOnlyOnce("bus:message:published", "bus:disconnected");
    }

    private record RecordingEmitter(List<String> names) implements Emitter {
        @Override
        public void on(String event, java.util.function.Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void once(String event, java.util.function.Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void off(String event, java.util.function.Consumer<? super CacheEvent<?, ?>> listener) {}

        @Override
        public void emit(String event, CacheEvent<?, ?> payload) {
            names.add(event);
        }
    }
}
