package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.terracecache.jcache.SharedNodes.cache;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.terracecache.Hub;
import org.terracecache.TerraceCache;
import org.terracecache.TerraceCacheManager;
import org.terracecache.TerraceEntry;
import org.terracecache.TerraceEntryEvent;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.BusEvent;
import org.terracecache.event.CacheBusListener;
import org.terracecache.event.CacheClearedListener;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.CacheRemoteTroubleListener;
import org.terracecache.event.Cause;
import org.terracecache.event.Cleared;
import org.terracecache.event.Deleted;
import org.terracecache.event.DeserializationFailed;
import org.terracecache.event.EntryEvent;
import org.terracecache.event.Hit;
import org.terracecache.event.Layer;
import org.terracecache.event.MessageReceived;
import org.terracecache.event.RemoteFailed;
import org.terracecache.event.RemoteTimedOut;
import org.terracecache.event.SerializationFailed;
import org.terracecache.event.Written;
import org.terracecache.spi.ListenerOptions;

/** What the layers of a cache over a real Redis tell: which layer answered, what the remote one did, what cannot be read. */
@Timeout(60)
class RemoteEventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ListenerOptions SYNCHRONOUS =
            ListenerOptions.defaults().withSynchronous(true).withOldValueRequired(true);

    private final SharedNodes nodes = new SharedNodes();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        nodes.close();
    }

    private static void until(ThrowingCallable assertion) {
        await().atMost(SOON).untilAsserted(assertion::call);
    }

    /** Notes what three hubs tell, each event as one line. */
    private void note(TerraceCache<?, ?> cache) {
        note("general", cache.events());
        note("memory", cache.events().memory());
        note("remote", cache.events().remote());
    }

    private void note(String hub, Hub<?, ?> events) {
        events.on(EntryEvent.<Object, Object>type(), event -> heard.add(hub + " " + line(event)), SYNCHRONOUS);
    }

    private static String line(EntryEvent<?, ?> event) {
        String value = event instanceof Hit<?, ?> hit
                ? " " + hit.value()
                : event instanceof Written<?, ?> written ? " " + written.value() + " for " + written.oldValue() : "";
        return event.name() + " " + event.key() + value + " " + event.layer() + " " + event.cause();
    }

    private List<String> told() {
        List<String> lines = List.copyOf(heard);
        heard.clear();
        return lines;
    }

    @Test
    void read_namesTheLayerThatAnswered() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        cache(nodes.listeningNode(), "books").put("a", 1);
        note(books);

        assertThat(books.get("a")).isEqualTo(1);
        until(() -> assertThat(heard)
                .containsOnlyOnce("memory cache:written a 1 for null MEMORY INSTALL")
                .hasSize(4));
        assertThat(told())
                .containsSubsequence(
                        "memory cache:miss a MEMORY READ",
                        "remote cache:hit a 1 REMOTE READ",
                        "general cache:hit a 1 REMOTE READ");
        assertThat(books.get("a")).isEqualTo(1);
        assertThat(told()).containsExactly("memory cache:hit a 1 MEMORY READ", "general cache:hit a 1 MEMORY READ");
        assertThat(books.get("none")).isNull();
        assertThat(told())
                .containsExactly(
                        "memory cache:miss none MEMORY READ",
                        "remote cache:miss none REMOTE READ",
                        "general cache:miss none REMOTE READ");
        assertThat(books.containsKey("none")).isFalse();
        assertThat(told()).containsExactly("memory cache:miss none MEMORY READ", "remote cache:miss none REMOTE READ");
    }

    @Test
    void readThatLoads_isAskedOfEachLayerOnce() {
        TerraceCache<String, Integer> books = cache(
                nodes.listeningNode(),
                "books",
                new TerraceConfiguration<String, Integer>()
                        .setReadThrough(true)
                        .setCacheLoaderFactory(() -> new Loader<String, Integer>(key -> null)));
        note(books);

        assertThat(books.get("a")).isNull();
        assertThat(told())
                .containsExactly(
                        "memory cache:miss a MEMORY READ",
                        "remote cache:miss a REMOTE READ",
                        "general cache:load:succeeded a REMOTE LOAD",
                        "general cache:miss a REMOTE READ");
        assertThat(books.getAll(Set.of("b"))).isEmpty();
        assertThat(told())
                .containsExactly(
                        "memory cache:miss b MEMORY READ",
                        "remote cache:miss b REMOTE READ",
                        "general cache:load:succeeded b REMOTE LOAD",
                        "general cache:miss b REMOTE READ");
    }

    @Test
    void getAll_isAskedOfEachLayerOnce() {
        TerraceCache<String, Integer> books = cache(nodes.listeningNode(), "books");
        note(books);

        assertThat(books.getAll(Set.of("a"))).isEmpty();
        assertThat(told())
                .containsExactly(
                        "memory cache:miss a MEMORY READ",
                        "remote cache:miss a REMOTE READ",
                        "general cache:miss a REMOTE READ");
    }

    @Test
    void change_isToldByTheRemoteLayer_onceWithItsCause() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(
                one,
                "books",
                new TerraceConfiguration<String, Integer>()
                        .setReadThrough(true)
                        .setCacheLoaderFactory(
                                () -> new Loader<String, Integer>(key -> key.equals("loaded") ? 9 : null)));
        books.events().on(EntryEvent.<String, Integer>type(), event -> general(event), SYNCHRONOUS);
        note("remote", books.events().remote());

        books.put("a", 1);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "remote cache:written a 1 for null REMOTE PUT",
                        "general cache:written a 1 for null REMOTE PUT");
        books.replace("a", 2);
        assertThat(told())
                .contains(
                        "remote cache:written a 2 for 1 REMOTE REPLACE",
                        "general cache:written a 2 for 1 REMOTE REPLACE")
                .hasSize(3);
        books.invoke("a", (entry, arguments) -> {
            entry.setValue(3);
            return null;
        });
        assertThat(told())
                .contains(
                        "remote cache:written a 3 for null REMOTE INVOKE",
                        "general cache:written a 3 for 2 REMOTE INVOKE");
        assertThat(books.get("loaded")).isEqualTo(9);
        assertThat(told())
                .contains("remote cache:written loaded 9 for null REMOTE LOAD")
                .contains("general cache:written loaded 9 for null REMOTE LOAD");
        books.putIfAbsent("a", 4);
        assertThat(told()).noneMatch(line -> line.contains("written"));
        books.remove("a");
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "remote cache:deleted a REMOTE REMOVE", "general cache:deleted a REMOTE REMOVE");
        books.remove("a");
        assertThat(told()).isEmpty();
    }

    private void general(EntryEvent<?, ?> event) {
        heard.add("general " + line(event));
    }

    @Test
    void remoteOnly_hasNothingToTellOfMemory() {
        TerraceCache<String, Integer> books = cache(nodes.listeningNode("terrace.default.layers=remote"), "books");
        books.put("a", 1);
        note(books);
        books.get("a");
        books.get("a");
        assertThat(told())
                .containsExactly(
                        "remote cache:hit a 1 REMOTE READ",
                        "general cache:hit a 1 REMOTE READ",
                        "remote cache:hit a 1 REMOTE READ",
                        "general cache:hit a 1 REMOTE READ");
        List<Cleared<String, Integer>> cleared = new CopyOnWriteArrayList<>();
        books.events().on(Cleared.<String, Integer>type(), cleared::add, SYNCHRONOUS);
        books.clear();
        assertThat(cleared)
                .singleElement()
                .satisfies(event -> assertThat(event.layers()).containsExactly(Layer.REMOTE));
    }

    @Test
    void entries_sayWhichLayerGaveThem() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        cache(nodes.listeningNode(), "books").put("a", 1);
        assertThat(books.iterator().next().unwrap(TerraceEntry.class).layer()).isEqualTo(Layer.REMOTE);
        assertThat(layer(books, "a")).isEqualTo(Layer.REMOTE);
        assertThat(layer(books, "a")).isEqualTo(Layer.MEMORY);
        assertThat(layer(books, "none")).isEqualTo(Layer.REMOTE);
    }

    private static Layer layer(TerraceCache<String, Integer> cache, String key) {
        return cache.invoke(
                key, (entry, arguments) -> entry.unwrap(TerraceEntry.class).layer());
    }

    @Test
    void standardEvents_nameOriginAndLayer() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCacheManager two = nodes.listeningNode();
        TerraceCache<String, Integer> here = cache(one, "books");
        TerraceCache<String, Integer> there = cache(two, "books");
        for (TerraceCache<String, Integer> each : List.of(here, there)) {
            each.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
                    () -> (javax.cache.event.CacheEntryCreatedListener<String, Integer>)
                            events -> events.forEach(event -> {
                                TerraceEntryEvent<?, ?> own = event.unwrap(TerraceEntryEvent.class);
                                heard.add(own.origin() + " " + own.layer() + " " + own.cause());
                            }),
                    null,
                    false,
                    false));
        }
        here.put("a", 1);
        until(() -> assertThat(heard).hasSize(2).containsOnly(one.node() + " REMOTE PUT"));
    }

    @Test
    void valueThatCannotBeRead_isAMissAndAnEvent_andIsNotLost() {
        TerraceCacheManager one = nodes.listeningNode();
        one.createCache("books", new TerraceConfiguration<String, String>().setTypes(String.class, String.class))
                .put("a", "text");
        TerraceCacheManager two = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(two, "books");
        List<DeserializationFailed<String, Integer>> failed = new CopyOnWriteArrayList<>();
        books.events().remote().on(DeserializationFailed.<String, Integer>type(), failed::add);
        note("remote", books.events().remote());

        assertThat(books.get("a")).isNull();
        assertThat(told()).containsExactly("remote cache:miss a REMOTE READ");
        until(() -> assertThat(failed).hasSize(1));
        assertThat(failed.get(0).key()).isEqualTo("a");
        assertThat(failed.get(0).codec()).isEqualTo("compact");
        assertThat(failed.get(0).error()).hasMessageContaining("java.lang.Integer");
        assertThat(failed.get(0).count()).isEqualTo(1);
        assertThat(failed.get(0).name()).isEqualTo("cache:deserialization:failed");
        assertThat(failed.get(0).cache()).isEqualTo("books");

        assertThatThrownBy(() -> books.replace("a", 1, 2)).isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> books.remove("a", 1)).isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> books.invoke("a", (entry, arguments) -> {
                    entry.setValue(1);
                    return null;
                }))
                .isInstanceOf(CacheException.class);
        assertThat(books.putIfAbsent("a", 1)).isFalse();
        assertThat(one.<String, String>getCache("books").get("a")).isEqualTo("text");
        books.put("a", 2);
        assertThat(books.get("a")).isEqualTo(2);
    }

    /** Whose policy must be asked whether there is something, before an operation knows what to store. */
    @Test
    void valueThatCannotBeRead_whereThePolicyIsAsked_endsEveryOperation() {
        TerraceCacheManager one = nodes.listeningNode();
        one.createCache("books", new TerraceConfiguration<String, String>().setTypes(String.class, String.class))
                .put("a", "text");
        TerraceCache<String, Integer> books = cache(
                nodes.listeningNode(),
                "books",
                new TerraceConfiguration<String, Integer>().setExpiryPolicyFactory(AskedPolicy::new));
        assertThatThrownBy(() -> books.put("a", 1)).isInstanceOf(CacheException.class);
        assertThatThrownBy(() -> books.putIfAbsent("a", 1)).isInstanceOf(CacheException.class);
        assertThat(one.<String, String>getCache("books").get("a")).isEqualTo("text");
        books.remove("a");
        books.put("a", 1);
        assertThat(books.get("a")).isEqualTo(1);
    }

    private static final class AskedPolicy implements javax.cache.expiry.ExpiryPolicy {
        @Override
        public javax.cache.expiry.Duration getExpiryForCreation() {
            return javax.cache.expiry.Duration.ONE_DAY;
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForAccess() {
            return null;
        }

        @Override
        public javax.cache.expiry.Duration getExpiryForUpdate() {
            return javax.cache.expiry.Duration.ONE_DAY;
        }
    }

    private record NotSerializable(int number) {}

    @Test
    void whatHasNoBytes_isAnEvent() {
        TerraceCache<Object, Object> any = TestCaches.own(nodes.listeningNode()
                .createCache("any", new TerraceConfiguration<>().setTypes(Object.class, Object.class)));
        List<SerializationFailed<Object, Object>> failed = new CopyOnWriteArrayList<>();
        any.events().remote().on(SerializationFailed.type(), failed::add);
        assertThatThrownBy(() -> any.put("a", new NotSerializable(1))).isInstanceOf(CacheException.class);
        until(() -> assertThat(failed).hasSize(1));
        assertThat(failed.get(0).key()).isEqualTo("a");
        assertThat(failed.get(0).codec()).isEqualTo("java");
        assertThat(failed.get(0).error()).hasMessageContaining(NotSerializable.class.getName());
        assertThat(failed.get(0).name()).isEqualTo("cache:serialization:failed");
        assertThatThrownBy(() -> any.get(new Object())).isInstanceOf(CacheException.class);
        until(() -> assertThat(failed).hasSize(2));
        assertThat(failed.get(1).key()).isNull();
        assertThat(failed.get(1).codec()).isEqualTo("key");
        assertThat(failed.get(1).count()).isEqualTo(2);
    }

    @Test
    void silentRedis_isTold_withHowLongItWasWaitedFor() {
        TerraceCache<String, Integer> books =
                cache(nodes.listeningNode("terrace.remote.command-timeout=300ms"), "books");
        List<CacheEvent<String, Integer>> told = new CopyOnWriteArrayList<>();
        books.events().remote().on(RemoteTimedOut.<String, Integer>type(), told::add);
        books.events().remote().on(RemoteFailed.<String, Integer>type(), told::add);
        books.get("a");
        nodes.redis().pause();
        until(() -> {
            assertThatThrownBy(() -> books.get("b")).isInstanceOf(CacheException.class);
            assertThat(told).anyMatch(RemoteTimedOut.class::isInstance);
        });
        RemoteTimedOut<String, Integer> slow = told.stream()
                .filter(RemoteTimedOut.class::isInstance)
                .map(event -> (RemoteTimedOut<String, Integer>) event)
                .findFirst()
                .orElseThrow();
        assertThat(slow.operation()).isEqualTo("read");
        assertThat(slow.duration()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
        assertThat(slow.error()).isInstanceOf(CacheException.class);
        assertThat(slow.name()).isEqualTo("remote:timed-out");
        told.clear();
        nodes.redis().resume();
        nodes.redis().kill();
        until(() -> {
            assertThatThrownBy(() -> books.put("c", 1)).isInstanceOf(CacheException.class);
            assertThat(told).anyMatch(RemoteFailed.class::isInstance);
        });
    }

    @Test
    void endOfALife_isToldByTheNodesThatHaveTheEntry() {
        TerraceCache<String, Integer> books = cache(
                nodes.listeningNode(),
                "books",
                new TerraceConfiguration<String, Integer>()
                        .setExpiryPolicyFactory(javax.cache.expiry.CreatedExpiryPolicy.factoryOf(
                                new javax.cache.expiry.Duration(java.util.concurrent.TimeUnit.MILLISECONDS, 200))));
        List<Object> values = new CopyOnWriteArrayList<>();
        books.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
                () -> (javax.cache.event.CacheEntryExpiredListener<String, Integer>)
                        events -> events.forEach(event -> values.add(event.getOldValue())),
                null,
                true,
                false));
        note(books);
        books.put("a", 1);
        until(() -> assertThat(values).containsExactly(1));
        until(() ->
                assertThat(heard).filteredOn(line -> line.contains("expire")).hasSize(2));
    }

    /** Hears several sorts of events by one registration. */
    private static final class Ears
            implements CacheBusListener<String, Integer>,
                    CacheClearedListener<String, Integer>,
                    CacheRemoteTroubleListener<String, Integer> {
        private final List<CacheEvent<String, Integer>> heard = new CopyOnWriteArrayList<>();

        @Override
        public void onBusEvent(BusEvent<String, Integer> event) {
            heard.add(event);
        }

        @Override
        public void onCleared(Cleared<String, Integer> event) {
            heard.add(event);
        }

        @Override
        public void onSerializationFailed(SerializationFailed<String, Integer> event) {
            heard.add(event);
        }

        @Override
        public void onDeserializationFailed(DeserializationFailed<String, Integer> event) {
            heard.add(event);
        }

        @Override
        public void onRemoteFailed(RemoteFailed<String, Integer> event) {
            heard.add(event);
        }

        @Override
        public void onRemoteTimedOut(RemoteTimedOut<String, Integer> event) {
            heard.add(event);
        }
    }

    @Test
    void vendorListener_byTheStandardsRegistration_hearsBusAndClears() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> here = cache(one, "books");
        for (boolean synchronous : new boolean[] {true, false}) {
            TerraceCacheManager two = nodes.listeningNode();
            TerraceCache<String, Integer> there = cache(two, "books");
            Ears ears = new Ears();
            there.registerCacheEntryListener(
                    new MutableCacheEntryListenerConfiguration<>(() -> ears, null, false, synchronous));
            here.put("a", 1);
            here.clear();
            until(() ->
                    assertThat(ears.heard).filteredOn(Cleared.class::isInstance).hasSize(1));
            until(() -> assertThat(ears.heard)
                    .filteredOn(MessageReceived.class::isInstance)
                    .hasSize(17));
            assertThat(((Cleared<?, ?>) ears.heard.stream()
                                    .filter(Cleared.class::isInstance)
                                    .findFirst()
                                    .orElseThrow())
                            .origin())
                    .isEqualTo(one.node());
            two.close();
        }
    }

    @Test
    void changesOfManyKinds_whenNobodyListens_wakeNobody() {
        TerraceCacheManager one = nodes.listeningNode();
        TerraceCache<String, Integer> books = cache(one, "books");
        List<Deleted<String, Integer>> deleted = new CopyOnWriteArrayList<>();
        books.events()
                .remote()
                .on(Deleted.<String, Integer>type(), deleted::add)
                .close();
        assertThat(TestCaches.core(books).signals().interest()).isZero();
        books.put("a", 1);
        books.remove("a");
        books.events().remote().on(Deleted.<String, Integer>type(), deleted::add, SYNCHRONOUS);
        books.put("b", 1);
        books.remove("b");
        assertThat(deleted).extracting(Deleted::key).containsExactly("b");
        assertThat(deleted.get(0).cause()).isEqualTo(Cause.REMOVE);
    }
}
