package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.TerraceCachingProvider;

/** The remote layer's configuration: addresses, what caches get by default, and nothing of a password in any message. */
class RemoteSettingsTest {
    @TempDir
    private Path directory;

    @Test
    void parse_ofAFullUri_takesItApart() {
        assertThat(RemoteAddress.parse("rediss://us%65r:p%40/s@s:x@redis.example.com:7000/3/my%20shop"))
                .isEqualTo(new RemoteAddress(true, "user", "p@/s@s:x", "redis.example.com", 7000, 3, "my shop"));
        assertThat(RemoteAddress.parse("redis://host"))
                .isEqualTo(new RemoteAddress(false, null, null, "host", 6379, 0, null));
        assertThat(RemoteAddress.parse("REDIS://:secret@[::1]:6380/2"))
                .isEqualTo(new RemoteAddress(false, null, "secret", "::1", 6380, 2, null))
                .hasToString("redis://[::1]:6380/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:hunter2@host",
                "redis:u:hunter2@host",
                "redis://u:hunter2@",
                "redis://hunter2@host",
                "redis://u:@host/hunter2",
                "redis://u:hunter2@host:0",
                "redis://u:hunter2@host:65536",
                "redis://u:hunter2@host:x",
                "redis://u:hunter2@host/",
                "redis://u:hunter2@host/a",
                "redis://u:hunter2@host/1/",
                "redis://u:hunter2@host/1/a/b",
                "redis://u:hunter2@host?x=1",
                "redis://u:hunter2%@host",
                "redis://u:hunter2%zz@host",
                "redis://u:hunter2%ff@host",
                "redis://u:hunter2@ho st",
                "redis://u:hunter2@host/9999999999",
            })
    void parse_ofAnythingElse_saysWhatIsWantedWithoutCredentials(String uri) {
        assertThatThrownBy(() -> RemoteAddress.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be like redis://[user:password@]host[:port][/database[/namespace]]")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void load_ofARedisUri_givesLayeredCaches() {
        ManagerSettings settings = ConfigurationFiles.load(
                URI.create("redis://user:hunter2@host:7000/1/shop"), new java.util.Properties());
        RemoteSettings remote = settings.remote();
        assertThat(remote).isNotNull();
        assertThat(remote.address().password()).isEqualTo("hunter2");
        assertThat(remote.namespace()).isEqualTo("shop");
        assertThat(remote.lease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(remote.buckets()).isEqualTo(16);
        CacheSettings cache = settings.merge("x", new MutableConfiguration<>()).settings();
        assertThat(cache.sharing().layers()).isEqualTo(CacheLayers.MEMORY_AND_REMOTE);
        assertThat(cache.sharing().listenerScope()).isEqualTo(ListenerScope.CLUSTER);
        assertThat(cache.maximumEntries()).isEqualTo(10_000);
    }

    @Test
    void load_ofARemoteUriAsSystemProperty_givesTheDefaultManagerLayeredCaches() {
        System.setProperty("terrace.remote.uri", "redis://127.0.0.1:6379");
        try {
            ManagerSettings settings = ConfigurationFiles.load(ManagerUri.DEFAULT, null);
            assertThat(settings.remote()).isNotNull();
            assertThat(settings.remote().namespace()).isEqualTo("terrace");
            assertThat(settings.definition("x").settings().sharing().layers()).isEqualTo(CacheLayers.MEMORY_AND_REMOTE);
        } finally {
            System.clearProperty("terrace.remote.uri");
        }
        assertThat(ConfigurationFiles.load(ManagerUri.DEFAULT, null).remote()).isNull();
    }

    @Test
    void load_ofAFile_readsAllKeys() throws Exception {
        ManagerSettings settings = ConfigurationFiles.load(directory, """
                terrace {
                  namespace = shop
                  remote { uri = "redis://host", connect-timeout = 1 s, command-timeout = 500 ms, pool.max = 4, buckets = 32 }
                  bus.lease = 5 s
                  start-without-remote = true
                  caches {
                    local { layers = memory }
                    far { layers = remote, listener-scope = local, allow = ["com.example.Order", "com.example.**"] }
                    near { layers = "memory+remote", memory.maximum-entries = 0 }
                    small { memory.maximum-entries = 5 }
                  }
                }
                """);
        assertThat(settings.remote())
                .isEqualTo(new RemoteSettings(
                        RemoteAddress.parse("redis://host"),
                        "shop",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        4,
                        32,
                        Duration.ofSeconds(5),
                        true));
        CacheSettings far = settings.definition("far").settings();
        assertThat(far.sharing())
                .isEqualTo(new SharingSettings(
                        CacheLayers.REMOTE,
                        ListenerScope.LOCAL,
                        Set.of("com.example.Order", "com.example.**"),
                        null,
                        null));
        assertThat(settings.definition("local").settings().maximumEntries()).isZero();
        assertThat(settings.definition("near").settings().maximumEntries()).isZero();
        assertThat(settings.definition("small").settings().maximumEntries()).isEqualTo(5);
        assertThat(settings.definition("other").settings().maximumEntries()).isEqualTo(10_000);
        TerraceConfiguration<Object, Object> local =
                new TerraceConfiguration<>().layers(CacheLayers.MEMORY).setStoreByValue(false);
        assertThat(settings.merge("other", local).settings().maximumEntries()).isZero();
        assertThat(settings.merge("other", local).isByReferenceOverRemote()).isFalse();
        assertThat(settings.merge("other", local.layers(CacheLayers.REMOTE)).isByReferenceOverRemote())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remote.connect-timeout = 0",
                "remote.command-timeout = 2 hours",
                "remote.pool.max = 0",
                "remote.buckets = 65537",
                "bus.lease = 1 ms",
                "namespace = \" \"",
                "start-without-remote = maybe",
                "remote.uri = 7",
                "remote.uri = \"redis://u:hunter2@host/x\"",
            })
    void load_ofAWrongValue_namesTheKey(String line) {
        assertThatThrownBy(() -> ConfigurationFiles.load(directory, "terrace." + line))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("terrace." + line.substring(0, line.indexOf(' ')) + " must be ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void merge_ofARemoteLayerWithoutAStore_isRefused() {
        ManagerSettings settings = ConfigurationFiles.load(ManagerUri.DEFAULT, null);
        TerraceConfiguration<Object, Object> far = new TerraceConfiguration<>().layers(CacheLayers.REMOTE);
        assertThatThrownBy(() -> settings.merge("x", far))
                .isInstanceOf(CacheException.class)
                .hasMessage(
                        "The cache x cannot have layers = remote: configure terrace.remote.uri, which says where the remote"
                                + " layer is");
    }

    @Test
    void allow_ofNoPattern_isRefused() {
        TerraceConfiguration<Object, Object> configuration = new TerraceConfiguration<>();
        for (String pattern : new String[] {"*", "**", "", "a..b", "com.*.x", "com.example*", "a.***"}) {
            assertThatThrownBy(() -> configuration.allow(pattern)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Nothing listens on port 1. */
    @ParameterizedTest
    @ValueSource(strings = {"redis://user:hunter2@127.0.0.1:1/2/shop", "rediss://:hunter2@127.0.0.1:1/2/shop"})
    void getCacheManager_nothingListensThere_saysWhereAndWhatToLookAt(URI uri) {
        try (TerraceCachingProvider provider = new TerraceCachingProvider()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> provider.getCacheManager(uri, null))
                        .isInstanceOf(CacheException.class)
                        .hasMessageContaining("//127.0.0.1:1/2")
                        .hasMessageContaining("terrace.remote.uri")
                        .hasMessageContaining("terrace.remote.connect-timeout")
                        .hasMessageNotContaining("hunter2");
            }
        }
    }
}
