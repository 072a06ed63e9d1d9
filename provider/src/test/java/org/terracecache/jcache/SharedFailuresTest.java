package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
}
