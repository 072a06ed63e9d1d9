package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.TerraceCachingProvider;

/** Managers that are asked for again. */
class ManagersTest {
    private final SharedNodes nodes = new SharedNodes();
    private final TerraceCachingProvider provider = new TerraceCachingProvider();

    @AfterEach
    void close() {
        provider.close();
        nodes.close();
    }

    private CacheManager ask(String credentials) {
        URI uri = URI.create(
                "redis://" + credentials + "127.0.0.1:" + nodes.redis().port());
        return provider.getCacheManager(uri, null);
    }

    /** What the log says while a manager is asked for that is there. */
    private String logged(CacheManager there, String credentials) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            assertThat(ask(credentials)).isSameAs(there);
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void get_withOtherCredentials_isTheSameManager_andAWarningThatDoesNotShowThem() {
        CacheManager there = ask("");
        assertThat(logged(there, "default:hunter2@"))
                .contains("WARN", there.getURI().toString(), "credentials")
                .doesNotContain("hunter2");
        assertThat(logged(there, "hunter2@")).contains("credentials").doesNotContain("hunter2");
    }

    @Test
    void get_withTheSameCredentials_orWithout_warnsOfNothing() {
        CacheManager there = ask("default:correct%20horse@");
        assertThat(logged(there, "default:correct%20horse@")).isEmpty();
        assertThat(logged(there, "default:correct%20hors%65@")).isEmpty();
        assertThat(logged(there, "")).isEmpty();
        assertThat(logged(there, "default:wrong@")).contains("credentials");
    }
}
