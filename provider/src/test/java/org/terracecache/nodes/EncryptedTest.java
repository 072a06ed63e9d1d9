package org.terracecache.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.terracecache.server.RedisProcess;

/** Nodes whose connections are encrypted, commands and subscriptions alike. */
class EncryptedTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private final RedisProcess redis = RedisProcess.start();
    private Path keys;
    private Passage passage;

    @BeforeEach
    void start() throws Exception {
        keys = directory.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        passage = new Passage(encrypted(), redis.port());
    }

    @AfterEach
    void stop() throws Exception {
        passage.close();
        redis.close();
    }

    private ServerSocket encrypted() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private URI uri(String host) {
        return URI.create("rediss://" + host + ":" + passage.port());
    }

    private NodeProcess trusting(String host) {
        return NodeProcess.start(
                uri(host),
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }

    @Test
    void nodes_shareTheirCaches() throws Exception {
        try (NodeProcess one = trusting("localhost");
                NodeProcess two = trusting("localhost")) {
            one.awaitReady();
            two.awaitReady();
            for (int value = 1; value <= 20; value++) {
                assertThat(one.order("put", 1, value)).containsExactly(0);
                long expected = value;
                await().untilAsserted(() ->
                        assertThat(two.order("read", "replaced", 1)).containsExactly(expected));
            }
        }
    }

    @Test
    void serverThatIsNotTrusted_isNotUsed() {
        try (NodeProcess node = NodeProcess.start(uri("localhost"))) {
            assertThatThrownBy(node::awaitReady).hasMessageContaining("has ended");
        }
    }

    @Test
    void serverOfAnotherName_isNotUsed() {
        try (NodeProcess node = trusting("127.0.0.1")) {
            assertThatThrownBy(node::awaitReady).hasMessageContaining("has ended");
        }
    }
}
