package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.TerraceConfiguration;
import org.terracecache.server.RedisProcess;

/** Managers whose Redis is not there, does not answer, or does not let them in: guarantee G8. */
class RemoteConnectionTest {
    private static final String SECRET = "s3cr3t-of-the-test";

    private final TerraceCachingProvider provider = new TerraceCachingProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    private CacheManager manager(String uri) {
        Properties properties = new Properties();
        properties.setProperty("terrace.remote.connect-timeout", "500 ms");
        properties.setProperty("terrace.remote.command-timeout", "500 ms");
        return provider.getCacheManager(URI.create(uri), getClass().getClassLoader(), properties);
    }

    private static String everything(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The one exception that asking for a manager ends with, in time. */
    private String refusal(String uri) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(() -> manager(uri));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(thrown).isInstanceOf(CacheException.class);
        assertThat(everything(thrown)).doesNotContain(SECRET);
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(refusal("redis://:" + SECRET + "@127.0.0.1:" + port))
                .contains("127.0.0.1:" + port, "refused", "terrace.remote.uri", "terrace.remote.connect-timeout");
    }

    @Test
    void somebodyListens_andNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(refusal("redis://:" + SECRET + "@127.0.0.1:" + silent.getLocalPort()))
                    .contains("127.0.0.1:" + silent.getLocalPort(), "terrace.remote.connect-timeout");
        }
    }

    @Test
    void noHostHasThatName() {
        assertThat(refusal("redis://:" + SECRET + "@no-such-host.invalid:6379"))
                .contains("no-such-host.invalid:6379", "terrace.remote.uri");
    }

    @Test
    void passwordIsWrong_orMissing() {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "another")) {
            String server = "127.0.0.1:" + redis.port();
            assertThat(refusal("redis://:" + SECRET + "@" + server)).contains(server, "password", "terrace.remote.uri");
            assertThat(refusal("redis://somebody:" + SECRET + "@" + server)).contains(server, "password");
            assertThat(refusal("redis://" + server)).contains(server, "password");
        }
    }

    @Test
    void credentials_areShownNowhere() {
        try (RedisProcess redis = RedisProcess.start("--requirepass", SECRET)) {
            CacheManager manager = manager("redis://:" + SECRET + "@127.0.0.1:" + redis.port());
            Cache<Object, Object> cache = manager.createCache(
                    "shown",
                    new TerraceConfiguration<>().setStatisticsEnabled(true).setManagementEnabled(true));
            cache.put("a", 1);
            assertThat(cache.get("a")).isEqualTo(1);
            assertThat(manager.getURI().toString()).doesNotContain(SECRET);
            assertThat(manager.toString() + cache).doesNotContain(SECRET);
            assertThat(manager.getProperties().toString()).doesNotContain(SECRET);
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(null, null))
                    .extracting(Object::toString)
                    .anyMatch(name -> name.contains("shown"))
                    .noneMatch(name -> name.contains(SECRET));
            redis.pause();
            try {
                assertThatThrownBy(() -> cache.put("a", 2))
                        .isInstanceOf(CacheException.class)
                        .satisfies(thrown -> assertThat(everything(thrown)).doesNotContain(SECRET));
            } finally {
                redis.resume();
            }
        }
    }

    @Test
    void managerThatCouldNotBeMade_leavesNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThat(refusal("redis://no-such-host.invalid:6379")).isNotEmpty();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("terrace-")));
    }
}
