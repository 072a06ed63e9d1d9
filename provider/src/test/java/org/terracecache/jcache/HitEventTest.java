package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.event.Hit;
import org.terracecache.spi.ListenerOptions;

/** A hit names the value that was found, also where the operation wanted another. */
class HitEventTest {
    private final TestCaches caches = new TestCaches();

    @AfterEach
    void close() {
        caches.close();
    }

    /** The ways in which an entry is changed. */
    enum Way {
        DIRECT(configuration -> configuration),
        POLICY_ASKED(configuration -> configuration.expiry(Asked::new)),
        WRITE_THROUGH(configuration -> configuration.setWriteThrough(true).setCacheWriterFactory(Database::new));

        @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
        private final UnaryOperator<TerraceConfiguration<String, Integer>> configured;

        Way(UnaryOperator<TerraceConfiguration<String, Integer>> configured) {
            this.configured = configured;
        }
    }

    /** No policy of the standard's own: it is asked each time. */
    private static final class Asked implements ExpiryPolicy {
        @Override
        public Duration getExpiryForCreation() {
            return Duration.ETERNAL;
        }

        @Override
        public @Nullable Duration getExpiryForAccess() {
            return null;
        }

        @Override
        public @Nullable Duration getExpiryForUpdate() {
            return null;
        }
    }

    private void refuses(Way way, Function<Cache<String, Integer>, Boolean> operation) {
        Cache<String, Integer> cache = caches.create(way.configured.apply(TestCaches.counts()));
        cache.put("key", 1);
        List<Hit<String, Integer>> hits = new CopyOnWriteArrayList<>();
        TestCaches.own(cache)
                .events()
                .on(
                        Hit.<String, Integer>type(),
                        hits::add,
                        ListenerOptions.defaults().withSynchronous(true));

        assertThat(operation.apply(cache)).isFalse();

        assertThat(hits).extracting(Hit::value).containsExactly(1);
        assertThat(hits).extracting(Hit::version).containsExactly(1L);
        assertThat(cache.get("key")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void putIfAbsent_refused_tellsWhatIsThere(Way way) {
        refuses(way, cache -> cache.putIfAbsent("key", 2));
    }

    @ParameterizedTest
    @EnumSource
    void replace_refused_tellsWhatIsThere(Way way) {
        refuses(way, cache -> cache.replace("key", 2, 3));
    }

    @ParameterizedTest
    @EnumSource
    void remove_refused_tellsWhatIsThere(Way way) {
        refuses(way, cache -> cache.remove("key", 2));
    }
}
