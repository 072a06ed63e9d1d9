package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.terracecache.spi.Overflow;
import org.terracecache.spi.Weigher;

class TerraceConfigurationTest {
    private static final ManagerSettings EMPTY = ConfigurationFiles.load(ManagerUri.DEFAULT, null);

    /** A weigher that travels. */
    private enum Letters implements Weigher<String, String> {
        COUNT;

        @Override
        public int weigh(String key, String value) {
            return key.length() + value.length();
        }
    }

    @Test
    void chain_keepsItsType() {
        TerraceConfiguration<String, Long> configuration = new TerraceConfiguration<String, Long>()
                .setTypes(String.class, Long.class)
                .setStoreByValue(false)
                .setReadThrough(true)
                .setWriteThrough(true)
                .setStatisticsEnabled(true)
                .setManagementEnabled(true)
                .setCacheLoaderFactory(null)
                .setCacheWriterFactory(null)
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_DAY))
                .maximumEntries(10)
                .listenerQueue(7, Overflow.BLOCK)
                .copier(new Fixtures.SameCopier())
                .immutableTypes(StringBuilder.class)
                .emitter(new Fixtures.CountingEmitter())
                .executor(Runnable::run)
                .scheduler(Fixtures.NO_SCHEDULER)
                .timeSource(new Fixtures.StoppedClock());
        CacheDefinition<String, Long> definition = EMPTY.merge("x", configuration);
        CacheSettings settings = definition.settings();
        assertThat(definition.standard().isReadThrough()).isTrue();
        assertThat(settings.maximumEntries()).isEqualTo(10);
        assertThat(settings.listeners().queueCapacity()).isEqualTo(7);
        assertThat(settings.listeners().overflow()).isEqualTo(Overflow.BLOCK);
        assertThat(settings.copier()).isInstanceOf(Fixtures.SameCopier.class);
        assertThat(settings.immutableTypes()).containsExactly(StringBuilder.class);
        assertThat(settings.emitter()).isInstanceOf(Fixtures.CountingEmitter.class);
        assertThat(settings.executor()).isNotNull();
        assertThat(settings.scheduler()).isSameAs(Fixtures.NO_SCHEDULER);
        assertThat(settings.timeSource()).isInstanceOf(Fixtures.StoppedClock.class);
    }

    @Test
    void bounds_replaceOneAnother() {
        TerraceConfiguration<String, String> configuration =
                new TerraceConfiguration<String, String>().maximumEntries(5).maximumWeight(100, Letters.COUNT);
        assertThat(EMPTY.merge("x", configuration).settings().maximumEntries()).isZero();
        assertThat(EMPTY.merge("x", configuration).settings().weigher()).isSameAs(Letters.COUNT);
        configuration.maximumEntries(0);
        assertThat(EMPTY.merge("x", configuration).settings().weigher()).isNull();
        assertThat(EMPTY.merge("x", configuration).settings().maximumEntries()).isZero();
        assertThat(EMPTY.merge("x", configuration).settings().boundByDefault()).isFalse();
    }

    @Test
    void impossibleValues_areRefusedAtOnce() {
        TerraceConfiguration<String, String> configuration = new TerraceConfiguration<>();
        assertThatThrownBy(() -> configuration.maximumEntries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 (no bound) or more, not -1");
        assertThatThrownBy(() -> configuration.maximumWeight(0, Letters.COUNT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more");
        assertThatThrownBy(() -> configuration.maximumWeight(1, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> configuration.listenerQueue(0, Overflow.BLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 1 and 16777216");
        assertThatThrownBy(() -> configuration.expireAfterCreation(Duration.ofMillis(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 or at least 1 millisecond");
        assertThatThrownBy(() -> configuration.expireAfterCreation(Duration.ofNanos(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expiry_byDurations_isTheStandardsPolicyWhereThereIsOne() {
        TerraceConfiguration<String, String> configuration = new TerraceConfiguration<>();
        Duration minute = Duration.ofMinutes(1);
        assertThat(policy(configuration.expireAfterCreation(minute))).isInstanceOf(CreatedExpiryPolicy.class);
        assertThat(policy(configuration.expireAfterUpdate(minute))).isInstanceOf(ModifiedExpiryPolicy.class);
        assertThat(policy(configuration.expiry(minute, minute, minute))).isInstanceOf(TouchedExpiryPolicy.class);
        ExpiryPolicy mixed = policy(configuration.expiry(minute, Duration.ZERO, null));
        assertThat(mixed.getExpiryForCreation()).isEqualTo(javax.cache.expiry.Duration.ONE_MINUTE);
        assertThat(mixed.getExpiryForUpdate()).isEqualTo(javax.cache.expiry.Duration.ZERO);
        assertThat(mixed.getExpiryForAccess()).isNull();
    }

    private static ExpiryPolicy policy(CompleteConfiguration<?, ?> configuration) {
        return configuration.getExpiryPolicyFactory().create();
    }

    @Test
    void merge_isolatesTheCacheFromLaterChanges() {
        TerraceConfiguration<String, String> configuration = new TerraceConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .maximumEntries(5)
                .addCacheEntryListenerConfiguration(listener());
        CacheDefinition<String, String> definition = EMPTY.merge("x", configuration);
        configuration
                .setStoreByValue(false)
                .maximumEntries(6)
                .removeCacheEntryListenerConfiguration(listener())
                .setStatisticsEnabled(true);
        assertThat(definition.standard().isStoreByValue()).isTrue();
        assertThat(definition.standard().isStatisticsEnabled()).isFalse();
        assertThat(definition.settings().maximumEntries()).isEqualTo(5);
        assertThat(definition.standard().getCacheEntryListenerConfigurations()).containsExactly(listener());
    }

    private static <K, V> MutableCacheEntryListenerConfiguration<K, V> listener() {
        return new MutableCacheEntryListenerConfiguration<>(
                FactoryBuilder.factoryOf(Fixtures.Listener.class), null, false, true);
    }

    @Test
    void merge_plainCompleteConfiguration_setsTheWholeStandardPart() {
        MutableConfiguration<String, Long> plain = new MutableConfiguration<String, Long>()
                .setTypes(String.class, Long.class)
                .setStoreByValue(false);
        CacheDefinition<String, Long> definition = EMPTY.merge("x", plain);
        plain.setStoreByValue(true);
        assertThat(definition.standard().isStoreByValue()).isFalse();
        assertThat(definition.standard().getKeyType()).isEqualTo(String.class);
        assertThat(definition.settings()).isEqualTo(CacheSettings.defaults());
        assertThat(definition).isEqualTo(EMPTY.merge("x", plain.setStoreByValue(false)));
    }

    @Test
    void merge_mereConfiguration_setsTypesAndStoreByValue() {
        Configuration<String, Long> mere = new Configuration<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Class<String> getKeyType() {
                return String.class;
            }

            @Override
            public Class<Long> getValueType() {
                return Long.class;
            }

            @Override
            public boolean isStoreByValue() {
                return false;
            }
        };
        CompleteConfiguration<String, Long> standard = EMPTY.merge("x", mere).standard();
        assertThat(standard.getValueType()).isEqualTo(Long.class);
        assertThat(standard.isStoreByValue()).isFalse();
        assertThat(standard.getCacheLoaderFactory()).isNull();
    }

    @Test
    void copy_isEqualAndIndependent() {
        TerraceConfiguration<String, String> original = new TerraceConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .addCacheEntryListenerConfiguration(listener())
                .maximumWeight(9, Letters.COUNT);
        TerraceConfiguration<String, String> copy = new TerraceConfiguration<>(original);
        assertThat(copy).isEqualTo(original).hasSameHashCodeAs(original);
        copy.maximumEntries(1);
        assertThat(copy).isNotEqualTo(original);
        copy.maximumWeight(9, Letters.COUNT).setReadThrough(true);
        assertThat(copy).isNotEqualTo(original);
        assertThat(original.isReadThrough()).isFalse();
    }

    @Test
    void copy_ofAPlainConfiguration_equalsIt() {
        MutableConfiguration<String, String> plain =
                new MutableConfiguration<String, String>().addCacheEntryListenerConfiguration(listener());
        assertThat(new TerraceConfiguration<>(plain)).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(new TerraceConfiguration<>(plain).maximumEntries(1)).isNotEqualTo(plain);
    }

    @Test
    void serialization_keepsAllButWhatBelongsToTheProcess() throws Exception {
        TerraceConfiguration<String, String> original = new TerraceConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .expireAfterUpdate(Duration.ofSeconds(3))
                .maximumWeight(9, Letters.COUNT)
                .immutableTypes(StringBuilder.class)
                .listenerQueue(3, Overflow.DROP_NEWEST);
        TerraceConfiguration<String, String> copy =
                roundTrip(new TerraceConfiguration<>(original).executor(Runnable::run));
        assertThat(copy).isEqualTo(original);
        assertThat(EMPTY.merge("x", copy)).isEqualTo(EMPTY.merge("x", original));
    }

    @Test
    void serialization_ofAnUnserializableWeigher_fails() {
        TerraceConfiguration<String, String> configuration =
                new TerraceConfiguration<String, String>().maximumWeight(9, new Fixtures.UnitWeigher());
        assertThatThrownBy(() -> roundTrip(configuration)).isInstanceOf(NotSerializableException.class);
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"})
    private static <T extends Serializable> T roundTrip(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    @Test
    void definition_canBeSerializedByItsStandardPart() throws Exception {
        CompleteConfiguration<String, String> standard = EMPTY.merge(
                        "x", new TerraceConfiguration<String, String>().expireAfterUpdate(Duration.ofSeconds(3)))
                .standard();
        assertThat((Object) roundTrip(standard)).isEqualTo(standard);
        assertThat(standard.getExpiryPolicyFactory().create().getExpiryForUpdate())
                .isEqualTo(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 3));
    }

    @Test
    void toString_tellsWhatIsSet() {
        assertThat(new TerraceConfiguration<>()
                        .setTypes(Object.class, Object.class)
                        .maximumEntries(3))
                .hasToString("TerraceConfiguration[java.lang.Object to java.lang.Object, set: bound]");
        assertThat(Set.of(EMPTY.merge("x", new MutableConfiguration<>())
                        .standard()
                        .toString()))
                .containsExactly("StandardConfiguration[java.lang.Object to java.lang.Object]");
    }
}
