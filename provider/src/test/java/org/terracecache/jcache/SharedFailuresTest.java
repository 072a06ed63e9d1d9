package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.TerraceEntry;
import org.terracecache.config.TerraceConfiguration;

/** What operations leave behind that fail half-way, with a real Redis. */
class SharedFailuresTest {
    private final SharedNodes nodes = new SharedNodes();

    @AfterEach
    void close() {
        nodes.close();
    }

    private static TerraceConfiguration<String, String> texts() {
        return new TerraceConfiguration<String, String>().setTypes(String.class, String.class);
    }

    /** The value of a key is the key. */
    private static final class Same implements CacheLoader<String, String> {
        @Override
        public String load(String key) {
            return key;
        }

        @Override
        public Map<String, String> loadAll(Iterable<? extends String> keys) {
            throw new AssertionError("not asked for");
        }
    }

    @Test
    void getAll_aKeyThatIsTooLong_leavesNoLoadOfTheOthersBehind() {
        Cache<String, String> cache =
                nodes.node().createCache("texts", texts().setReadThrough(true).setCacheLoaderFactory(Same::new));
        String tooLong = "x".repeat(1 << 17);
        for (int i = 0; i < 4; i++) { // whichever comes first in the set's order
            String key = "key" + i;
            assertThatThrownBy(() -> cache.getAll(Set.of(key, tooLong))).isInstanceOf(CacheException.class);
            assertThat(cache.get(key)).isEqualTo(key);
        }
    }

    /** A class that only who stores it may read. */
    private record Money(long cents) implements Serializable {}

    private static TerraceConfiguration<String, Object> objects() {
        return new TerraceConfiguration<String, Object>()
                .setTypes(String.class, Object.class)
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
    }

    private static void requireNothingLost(Cache<String, Object> owner, Cache<String, Object> other) {
        Map<String, ThrowingCallable> operations = Map.of(
                "getAndPut", () -> other.getAndPut("key", 1),
                "getAndReplace", () -> other.getAndReplace("key", 1),
                "getAndRemove", () -> other.getAndRemove("key"),
                "replace", () -> other.replace("key", 1, 2),
                "remove", () -> other.remove("key", 1),
                "invoke", () -> other.invoke("key", (entry, arguments) -> entry.getValue()));
        operations.forEach((name, operation) -> {
            owner.put("key", new Money(5));
            assertThatThrownBy(operation)
                    .as(name)
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining(Money.class.getName())
                    .hasMessageContaining("terrace.caches.objects.allow");
            assertThat(owner.get("key")).as("after %s", name).isEqualTo(new Money(5));
            TerraceEntry<?, ?> entry = owner.iterator().next().unwrap(TerraceEntry.class);
            assertThat(entry.expiry().orElseThrow())
                    .as("after %s", name)
                    .isBefore(Instant.now().plus(java.time.Duration.ofMinutes(61)));
        });
        assertThat(other.get("key")).as("plain read").isNull();
    }

    @Test
    void operationsThatTellWhatWasThere_aClassThatIsNotAllowed_nameTheLineThatAllowsItAndLoseNothing() {
        requireNothingLost(
                nodes.node().createCache("objects", objects()), nodes.node().createCache("objects", objects()));
    }

    @Test
    void operationsThatTellWhatWasThere_writeThrough_doNotCallTheWriter() {
        Database<String, Object> database = new Database<>();
        requireNothingLost(
                nodes.node().createCache("objects", objects()),
                nodes.node()
                        .createCache("objects", objects().setWriteThrough(true).setCacheWriterFactory(() -> database)));
        assertThat(database.rows).isEmpty();
    }
}
