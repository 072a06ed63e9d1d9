package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.terracecache.config.Fixtures.name;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.terracecache.spi.Overflow;

class ManagerSettingsTest {
    @TempDir
    Path directory;

    private ManagerSettings load(String text) throws IOException {
        return ConfigurationFiles.load(directory, text);
    }

    @Test
    void load_standardOptions() throws Exception {
        CompleteConfiguration<Object, Object> books = load("""
                terrace.caches.books {
                  key-type = java.lang.Long
                  value-type = java.lang.String
                  store-by-value = false
                  read-through = yes
                  write-through = "true"
                  statistics-enabled = on
                  management-enabled = true
                  loader = %s
                  writer = %s
                }
                """.formatted(
                                name(Fixtures.LoaderFactory.class), name(Fixtures.BookWriter.class)))
                .definition("books")
                .standard();
        assertThat(books.getKeyType()).isEqualTo((Object) Long.class);
        assertThat(books.getValueType()).isEqualTo((Object) String.class);
        assertThat(books.isStoreByValue()).isFalse();
        assertThat(books.isReadThrough()).isTrue();
        assertThat(books.isWriteThrough()).isTrue();
        assertThat(books.isStatisticsEnabled()).isTrue();
        assertThat(books.isManagementEnabled()).isTrue();
        assertThat(books.getCacheLoaderFactory().create()).isInstanceOf(Fixtures.BookLoader.class);
        assertThat(books.getCacheWriterFactory().create()).isInstanceOf(Fixtures.BookWriter.class);
    }

    @Test
    void load_terracesOptions() throws Exception {
        CacheSettings settings = load("""
                terrace {
                  executor = %s
                  scheduler = %s
                  time-source = %s
                  caches.books {
                    layers = memory
                    memory { maximum-weight = 1e6, weigher = %s }
                    listeners { queue-capacity = 16, overflow = block }
                    copier = %s
                    immutable-types = [java.lang.StringBuilder, java.util.BitSet]
                  }
                }
                """.formatted(
                                name(Fixtures.DirectExecutor.class),
                                name(Fixtures.IdleScheduler.class),
                                name(Fixtures.StoppedClock.class),
                                name(Fixtures.UnitWeigher.class),
                                name(Fixtures.SameCopier.class)))
                .definition("books")
                .settings();
        assertThat(settings.maximumEntries()).isZero();
        assertThat(settings.maximumWeight()).isEqualTo(1_000_000);
        assertThat(settings.weigher()).isInstanceOf(Fixtures.UnitWeigher.class);
        assertThat(settings.listeners().queueCapacity()).isEqualTo(16);
        assertThat(settings.listeners().overflow()).isEqualTo(Overflow.BLOCK);
        assertThat(settings.copier()).isInstanceOf(Fixtures.SameCopier.class);
        assertThat(settings.immutableTypes()).containsExactlyInAnyOrder(StringBuilder.class, java.util.BitSet.class);
        assertThat(settings.executor()).isInstanceOf(Fixtures.DirectExecutor.class);
        assertThat(settings.scheduler()).isInstanceOf(Fixtures.IdleScheduler.class);
        assertThat(settings.timeSource()).isInstanceOf(Fixtures.StoppedClock.class);
    }

    @Test
    void load_listeners() throws Exception {
        ManagerSettings settings = load("""
                terrace.caches.books.listeners.registered = [
                  { class = %1$s, filter = %2$s, synchronous = true, old-value-required = true }
                  { class = %1$s }
                ]
                """.formatted(name(Fixtures.Listener.class), name(Fixtures.Filter.class)));
        CompleteConfiguration<Object, Object> books =
                settings.definition("books").standard();
        assertThat(books.getCacheEntryListenerConfigurations())
                .hasSize(2)
                .allSatisfy(listener -> assertThat(
                                listener.getCacheEntryListenerFactory().create())
                        .isInstanceOf(Fixtures.Listener.class));
        assertThat(books.getCacheEntryListenerConfigurations())
                .filteredOn(CacheEntryListenerConfiguration::isSynchronous)
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.isOldValueRequired()).isTrue();
                    assertThat(listener.getCacheEntryEventFilterFactory().create())
                            .isInstanceOf(Fixtures.Filter.class);
                });
    }

    @Test
    void load_expiryPolicies() throws Exception {
        assertThat(expiry("")).isInstanceOf(EternalExpiryPolicy.class);
        assertThat(expiry("policy = eternal")).isInstanceOf(EternalExpiryPolicy.class);
        assertThat(expiry("policy = created, duration = 5 s")).isEqualTo(new CreatedExpiryPolicy(seconds(5)));
        assertThat(expiry("policy = modified, duration = 5 s")).isEqualTo(new ModifiedExpiryPolicy(seconds(5)));
        assertThat(expiry("policy = accessed, duration = 5 s")).isEqualTo(new AccessedExpiryPolicy(seconds(5)));
        assertThat(expiry("policy = touched, duration = 5 s")).isEqualTo(new TouchedExpiryPolicy(seconds(5)));
        assertThat(expiry("creation = 5 s")).isEqualTo(new CreatedExpiryPolicy(seconds(5)));
        assertThat(expiry("creation = 0")).isEqualTo(new CreatedExpiryPolicy(Duration.ZERO));
        assertThat(expiry("creation = 5000, update = 5000 ms")).isEqualTo(new ModifiedExpiryPolicy(seconds(5)));
        assertThat(expiry("policy = " + name(EternalExpiryPolicy.class))).isInstanceOf(EternalExpiryPolicy.class);
        ExpiryPolicy mixed = expiry("creation = eternal, update = unchanged, access = 5 s");
        assertThat(mixed.getExpiryForCreation()).isEqualTo(Duration.ETERNAL);
        assertThat(mixed.getExpiryForUpdate()).isNull();
        assertThat(mixed.getExpiryForAccess()).isEqualTo(seconds(5));
    }

    private ExpiryPolicy expiry(String text) throws IOException {
        return load("terrace.caches.books.expiry { " + text + " }")
                .definition("books")
                .standard()
                .getExpiryPolicyFactory()
                .create();
    }

    private static Duration seconds(long count) {
        return new Duration(TimeUnit.SECONDS, count);
    }

    @Test
    void template_isInheritedKeyByKey_andNullTakesAway() throws Exception {
        ManagerSettings settings = load("""
                terrace {
                  default { statistics-enabled = true, memory { maximum-weight = 10, weigher = %s } }
                  caches {
                    small.memory.maximum-weight = 5
                    counted.memory { maximum-weight = 0, weigher = null, maximum-entries = 7 }
                    gone = null
                  }
                }
                """.formatted(name(Fixtures.UnitWeigher.class)));
        assertThat(settings.cacheNames()).containsExactlyInAnyOrder("small", "counted");
        assertThat(settings.isConfigured("gone")).isFalse();
        assertThat(settings.definition("small").settings().maximumWeight()).isEqualTo(5);
        assertThat(settings.definition("counted").settings().maximumEntries()).isEqualTo(7);
        assertThat(settings.definition("counted").standard().isStatisticsEnabled())
                .isTrue();
        assertThat(settings.definition("unknown").settings().maximumWeight()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"a.b", "with space", "ünïcode", "a/b:c{d}", "'it''s'", "10", "$x"})
    void cacheNames_withSpecialCharacters_needQuotesOnly(String cacheName) throws Exception {
        ManagerSettings file = load("terrace.caches.\"" + cacheName + "\".memory.maximum-entries = 3");
        assertThat(file.cacheNames()).containsExactly(cacheName);
        Properties properties =
                ConfigurationFiles.properties("terrace.caches.\"" + cacheName + "\".memory.maximum-entries", "4");
        ManagerSettings both =
                ConfigurationFiles.load(directory.resolve("caches.conf").toUri(), properties);
        assertThat(both.cacheNames()).containsExactly(cacheName);
        assertThat(both.definition(cacheName).settings().maximumEntries()).isEqualTo(4);
    }

    @Test
    void merge_terraceConfiguration_winsByWhatItSets() throws Exception {
        ManagerSettings settings = load("""
                terrace.default { store-by-value = false, expiry.creation = 1 minute, memory.maximum-entries = 5 }
                terrace.caches.books { statistics-enabled = true, listeners.queue-capacity = 9 }
                """);
        CacheDefinition<String, String> merged = settings.merge(
                "books",
                new TerraceConfiguration<String, String>()
                        .setTypes(String.class, String.class)
                        .maximumEntries(6));
        assertThat(merged.standard().getKeyType()).isEqualTo(String.class);
        assertThat(merged.standard().isStoreByValue()).isFalse();
        assertThat(merged.standard().isStatisticsEnabled()).isTrue();
        assertThat(merged.standard().getExpiryPolicyFactory().create())
                .isEqualTo(new CreatedExpiryPolicy(Duration.ONE_MINUTE));
        assertThat(merged.settings().maximumEntries()).isEqualTo(6);
        assertThat(merged.settings().listeners().queueCapacity()).isEqualTo(9);
    }

    @Test
    void merge_plainConfiguration_setsTheStandardsOptionsOnly() throws Exception {
        ManagerSettings settings = load("terrace.default { store-by-value = false, memory.maximum-entries = 5 }");
        CacheDefinition<Object, Object> merged =
                settings.merge("books", new javax.cache.configuration.MutableConfiguration<>());
        assertThat(merged.standard().isStoreByValue()).isTrue();
        assertThat(merged.settings().maximumEntries()).isEqualTo(5);
    }

    @Test
    void factory_thatFails_tellsWhichKey() throws Exception {
        ManagerSettings settings = load("terrace.default.loader = " + name(Fixtures.FailingLoader.class));
        assertThatThrownBy(() -> settings.definition("x")
                        .standard()
                        .getCacheLoaderFactory()
                        .create())
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("terrace.default.loader: the constructor of ")
                .hasRootCauseMessage("no database");
        ManagerSettings wrong = load("terrace.default.loader = " + name(Fixtures.TextFactory.class));
        assertThatThrownBy(() ->
                        wrong.definition("x").standard().getCacheLoaderFactory().create())
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("made no javax.cache.integration.CacheLoader");
    }

    @Test
    void emitter_isMadeOnceForAllCaches_andClosedOnce() throws Exception {
        int made = Fixtures.CountingEmitter.MADE.get();
        int closed = Fixtures.CountingEmitter.CLOSED.get();
        ManagerSettings settings =
                load("terrace { emitter = " + name(Fixtures.CountingEmitter.class) + ", caches { a {}, b {} } }");
        assertThat(settings.definition("a").settings().emitter())
                .isInstanceOf(Fixtures.CountingEmitter.class)
                .isSameAs(settings.definition("b").settings().emitter());
        settings.close();
        settings.close();
        assertThat(Fixtures.CountingEmitter.MADE).hasValue(made + 1);
        assertThat(Fixtures.CountingEmitter.CLOSED).hasValue(closed + 1);
    }

    @Test
    void emitter_ofAWrongConfiguration_isClosed() {
        int closed = Fixtures.CountingEmitter.CLOSED.get();
        assertThatThrownBy(() -> load("terrace { emitter = " + name(Fixtures.CountingEmitter.class) + ", x = 1 }"))
                .isInstanceOf(CacheException.class);
        assertThat(Fixtures.CountingEmitter.CLOSED).hasValue(closed + 1);
    }
}
