package org.terracecache.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.terracecache.server.RedisProcess;

/** What a node writes to its log when it writes everything. */
class CredentialsTest {
    private static final String SECRET = "s3cr3t-of-the-test";

    @TempDir
    private Path directory;

    private NodeProcess node(Path log, String password, RedisProcess redis) {
        return NodeProcess.start(
                URI.create("redis://:" + password + "@127.0.0.1:" + redis.port()),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Dorg.slf4j.simpleLogger.logFile=" + log);
    }

    @Test
    void log_hasNoCredentials() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--requirepass", SECRET)) {
            Path good = directory.resolve("good.log");
            try (NodeProcess node = node(good, SECRET, redis)) {
                node.awaitReady();
                assertThat(node.order("put", 3, 7)).containsExactly(0);
                redis.kill();
                redis.restart();
                await().ignoreExceptions()
                        .untilAsserted(() -> assertThat(node.order("put", 3, 8)).containsExactly(0));
            }
            assertThat(Files.readString(good)).contains("terrace").doesNotContain(SECRET);
            Path bad = directory.resolve("bad.log");
            try (NodeProcess node = node(bad, SECRET + "-not", redis)) {
                assertThatThrownBy(node::awaitReady).hasMessageContaining("has ended");
            }
            assertThat(Files.readString(bad)).doesNotContain(SECRET);
        }
    }
}
