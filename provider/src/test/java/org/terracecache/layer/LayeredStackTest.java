package org.terracecache.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.bus.BusSignal;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.EntryFormat;
import org.terracecache.entry.EntryHeader;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Limits;
import org.terracecache.entry.MalformedEntryException;
import org.terracecache.memory.Change;
import org.terracecache.memory.Hold;
import org.terracecache.memory.Lives;
import org.terracecache.memory.MemoryLayer;
import org.terracecache.memory.Mutation;
import org.terracecache.remote.InMemoryWorld;

/** Two nodes over one store. */
class LayeredStackTest {
    private final InMemoryWorld world = new InMemoryWorld();
    private final LayeredNode a = new LayeredNode(world, "a");
    private final LayeredNode b = new LayeredNode(world, "b");

    @AfterEach
    void close() {
        a.close();
        b.close();
        world.close();
    }

    private static void put(LayeredNode node, String key, int value) {
        node.stack.apply(key, Change.store(Mutation.PUT, value, Lives.FOREVER));
    }

    private static Object get(LayeredNode node, String key) {
        Object handle = node.stack.get(key);
        return handle == null ? null : LayerStack.valueOf(handle);
    }

    @Test
    void get_writtenByAnotherNode_isFoundAndThenServedFromMemory() {
        put(a, "k", 1);
        assertThat(get(b, "k")).isEqualTo(1);
        world.stall();
        assertThat(get(b, "k")).isEqualTo(1);
        assertThat(get(a, "k")).isEqualTo(1);
        world.resume();
    }

    @Test
    void get_changedByAnotherNode_isNotServedFromMemory() {
        put(a, "k", 1);
        assertThat(get(b, "k")).isEqualTo(1);
        put(a, "k", 2);
        assertThat(get(b, "k")).isEqualTo(2);
        b.stack.apply("k", Change.remove(Mutation.REMOVE));
        assertThat(get(a, "k")).isNull();
    }

    @Test
    void get_afterClear_findsNothingOnEveryNode() {
        put(a, "k", 1);
        put(b, "l", 2);
        assertThat(get(b, "k")).isEqualTo(1);
        a.stack.clear();
        assertThat(get(a, "k")).isNull();
        assertThat(get(b, "k")).isNull();
        assertThat(get(b, "l")).isNull();
    }

    @Test
    void get_afterFlush_findsNothingAnyMore() {
        put(a, "k", 1);
        assertThat(get(b, "k")).isEqualTo(1);
        world.flush();
        put(b, "k", 2);
        assertThat(get(a, "k")).isEqualTo(2);
    }

    @Test
    void get_subscriptionsLost_isRightAgainOnceTheyAreBack() {
        put(a, "k", 1);
        assertThat(get(b, "k")).isEqualTo(1);
        world.cutSubscriptions();
        put(a, "k", 2);
        await().untilAsserted(() -> assertThat(get(b, "k")).isEqualTo(2));
    }

    @Test
    void apply_conditional_isJudgedByTheStore() {
        assertThat(a.stack.apply("k", Change.store(Mutation.REPLACE, 1, Lives.FOREVER)))
                .isSameAs(MemoryLayer.REFUSED);
        assertThat(a.stack.apply("k", Change.store(Mutation.PUT_IF_ABSENT, 1, Lives.FOREVER)))
                .isNull();
        assertThat(b.stack.apply("k", Change.store(Mutation.PUT_IF_ABSENT, 2, Lives.FOREVER)))
                .isSameAs(LayerStack.SOMETHING);
        Object seen = b.stack.get("k");
        put(a, "k", 3);
        assertThat(b.stack.apply("k", new Change(Mutation.REPLACE_SAME, seen, 4, Lives.FOREVER)))
                .isSameAs(MemoryLayer.REFUSED);
        Object old =
                b.stack.apply("k", Change.store(Mutation.PUT, 5, Lives.FOREVER).wantingOld(true));
        assertThat(LayerStack.valueOf(old)).isEqualTo(3);
        assertThat(get(a, "k")).isEqualTo(5);
    }

    @Test
    void fill_removedByAnotherNodeMeanwhile_isRefused() {
        Load load = new Load("k");
        assertThat(a.stack.begin("k", load)).isNull();
        assertThat(a.stack.get("k", load)).isNull();
        b.stack.apply("k", Change.remove(Mutation.REMOVE));
        assertThat(a.stack.fill("k", new Change(Mutation.FILL, load, 1, Lives.FOREVER)))
                .isSameAs(MemoryLayer.REFUSED);
        a.stack.end("k", load);
        assertThat(get(a, "k")).isNull();
        assertThat(get(b, "k")).isNull();
    }

    @Test
    void begin_removedSinceAnotherLoadBegan_joinsThatOnlyOnceItsMissIsKnownToBeLater() {
        Load first = new Load("k");
        assertThat(a.stack.begin("k", first)).isNull();
        b.stack.apply("k", Change.remove(Mutation.REMOVE));
        Load second = new Load("k");
        assertThat(a.stack.begin("k", second)).isNull();
        b.stack.apply("k", Change.remove(Mutation.REMOVE));
        assertThat(a.stack.get("k", second)).isNull();
        assertThat(a.stack.begin("k", new Load("k"))).isSameAs(second);
        a.stack.end("k", second);
        a.stack.end("k", first);
    }

    @Test
    void fill_nothingHappenedMeanwhile_isStored() {
        Load load = new Load("k");
        assertThat(a.stack.begin("k", load)).isNull();
        assertThat(a.stack.get("k", load)).isNull();
        put(b, "other", 1);
        assertThat(a.stack.fill("k", new Change(Mutation.FILL, load, 1, Lives.FOREVER)))
                .isNull();
        a.stack.end("k", load);
        assertThat(get(b, "k")).isEqualTo(1);
    }

    @Test
    void get_life_endsInMemoryToo() {
        a.stack.apply(
                "k", Change.store(Mutation.PUT, 1, new Lives(Duration.ofHours(1).toNanos(), Lives.UNCHANGED)));
        assertThat(get(a, "k")).isEqualTo(1);
        world.pass(Duration.ofHours(2));
        assertThat(get(b, "k")).isNull();
    }

    @Test
    void get_unreadable_isAMissAndTold() {
        put(a, "k", 1);
        world.put(nameOf("k"), new byte[] {1, 2, 3});
        assertThat(get(b, "k")).isNull();
        assertThat(b.troubles).hasSize(1);
    }

    private byte[] nameOf(String key) {
        KeyBytes bytes = new LayeredNode.TextCodec().encodeKey(key);
        return world.layout().entry(world.layout().buckets().of("numbers", bytes), "numbers", bytes);
    }

    @Test
    void fill_unreadableIsThere_isRefused() {
        put(a, "k", 1);
        world.put(nameOf("k"), new byte[] {1, 2, 3});
        Load load = new Load("k");
        assertThat(b.stack.begin("k", load)).isNull();
        assertThat(b.stack.get("k", load)).isNull();
        Change fill = new Change(Mutation.FILL, load, 2, Lives.FOREVER);
        assertThat(b.stack.fill("k", fill)).isSameAs(MemoryLayer.REFUSED);
        List<Object> outcomes = new ArrayList<>();
        b.stack.applyAll(Map.of("k", fill), (key, outcome) -> outcomes.add(outcome));
        assertThat(outcomes).containsExactly(MemoryLayer.REFUSED);
        b.stack.end("k", load);
    }

    @Test
    void apply_sameValueThatTheStoreHasEvicted_isRefused_andMemoryForgetsIt() {
        put(a, "k", 1);
        Object seen = a.stack.get("k");
        world.evict(nameOf("k"));
        assertThat(a.stack.apply("k", new Change(Mutation.REPLACE_SAME, seen, 2, Lives.FOREVER)))
                .isSameAs(MemoryLayer.REFUSED);
        assertThat(get(a, "k")).isNull();
    }

    private void putText(String text) {
        a.stack.apply(
                "k",
                Change.store(Mutation.PUT, text, new Lives(Duration.ofHours(1).toNanos(), Lives.UNCHANGED)));
    }

    private EntryHeader header() throws MalformedEntryException {
        return EntryFormat.decode(world.get(nameOf("k")), Limits.DEFAULT).header();
    }

    @Test
    void apply_whatWasThereIsWantedAndUndecodable_isPutBackAsItWas() throws MalformedEntryException {
        for (Change change : List.of(
                Change.store(Mutation.PUT, 1, Lives.FOREVER),
                Change.store(Mutation.REPLACE, 1, new Lives(Lives.NONE, Lives.NONE)),
                Change.remove(Mutation.REMOVE))) {
            putText("text");
            long expiry = header().expiryMillis();
            world.pass(Duration.ofMinutes(1));
            assertThatThrownBy(() -> b.stack.apply("k", change.wantingOld(true)))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("no number")
                    .hasMessageContaining("put back");
            assertThat(new String(world.get(nameOf("k")), StandardCharsets.UTF_8))
                    .endsWith("text");
            assertThat(header().expiryMillis()).isEqualTo(expiry);
            assertThat(get(b, "k")).isNull();
        }
    }

    @Test
    void apply_whatWasThereIsUndecodableAndWrittenMeanwhile_isNotPutBack() {
        putText("text");
        b.whenUndecodable = () -> put(a, "k", 2);
        assertThatThrownBy(
                        () -> b.stack.apply("k", Change.remove(Mutation.REMOVE).wantingOld(true)))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("could not be put back");
        assertThat(get(b, "k")).isEqualTo(2);
        assertThat(get(a, "k")).isEqualTo(2);
    }

    @Test
    void touch_noLifeAtAll_isToldAsExpired() {
        put(a, "k", 1);
        a.stack.touch("k", a.stack.get("k"), Lives.NONE);
        assertThat(b.signals)
                .filteredOn(BusSignal.Received.class::isInstance)
                .extracting(signal -> ((BusSignal.Received) signal).message().type())
                .containsExactly(MessageType.WRITTEN, MessageType.EXPIRED);
        assertThat(get(a, "k")).isNull();
        assertThat(get(b, "k")).isNull();
    }

    @Test
    void discard_anotherOfTheNameWasMadeMeanwhile_leavesThatAlone() {
        put(a, "k", 1);
        LayeredStack<String> next = a.anotherStack();
        a.stack.discard();
        assertThat(LayerStack.valueOf(next.get("k"))).isEqualTo(1);
        assertThat(next.getNear("k")).isNotNull();
        put(b, "k", 2);
        assertThat(LayerStack.valueOf(next.get("k"))).isEqualTo(2);
        assertThat(LayerStack.valueOf(next.getNear("k"))).isEqualTo(2);
        next.discard();
    }

    @Test
    void iterator_listsEachEntryOnce() {
        Set<String> keys = new TreeSet<>();
        for (int i = 0; i < 700; i++) {
            put(a, "key" + i, i);
            keys.add("key" + i);
        }
        List<String> found = new ArrayList<>();
        b.stack.iterator().forEachRemaining(entry -> found.add(entry.key()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void apply_held_incrementsOfTwoNodesAreExact() {
        put(a, "k", 0);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (LayeredNode node : List.of(a, b, a, b)) {
            all.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 500; i++) {
                    increment(node);
                }
            }));
        }
        all.forEach(CompletableFuture::join);
        assertThat(get(a, "k")).isEqualTo(2_000);
        assertThat(get(b, "k")).isEqualTo(2_000);
    }

    private static void increment(LayeredNode node) {
        Hold hold = node.stack.hold("k");
        try {
            Object outcome;
            do {
                Object prior = node.stack.liveValue("k", hold);
                int next = (Integer) LayerStack.valueOf(prior) + 1;
                outcome = node.stack.apply("k", hold, new Change(Mutation.INVOKE, prior, next, Lives.FOREVER));
            } while (outcome == MemoryLayer.REFUSED);
        } finally {
            node.stack.release(hold);
        }
    }
}
