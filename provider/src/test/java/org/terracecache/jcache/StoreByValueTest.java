package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.config.TerraceConfiguration;

/** What the application does with its objects after a call changes nothing in the cache, and the other way round. */
class StoreByValueTest {
    private final TestCaches caches = new TestCaches();

    @AfterEach
    void close() {
        caches.close();
    }

    private Cache<List<String>, List<String>> cache() {
        return caches.create(new TerraceConfiguration<List<String>, List<String>>());
    }

    private static List<String> list(String... items) {
        return new ArrayList<>(List.of(items));
    }

    @Test
    void put_ofAValueThatChangesLater_keepsWhatItWas() {
        Cache<List<String>, List<String>> cache = cache();
        List<String> value = list("as put");
        cache.put(list("key"), value);

        value.add("later");

        assertThat(cache.get(list("key"))).containsExactly("as put");
    }

    @Test
    void get_whoseValueIsChanged_changesNothing() {
        Cache<List<String>, List<String>> cache = cache();
        cache.put(list("key"), list("as put"));

        cache.get(list("key")).add("from get");
        cache.getAll(Set.of(list("key"))).values().iterator().next().add("from getAll");
        cache.iterator().next().getValue().add("from the iterator");
        cache.getAndPut(list("other"), list("x"));
        cache.invoke(list("key"), (entry, arguments) -> entry.getValue().add("from a processor"));

        assertThat(cache.get(list("key"))).containsExactly("as put");
    }

    @Test
    void put_ofAKeyThatChangesLater_keepsWhatItWas() {
        Cache<List<String>, List<String>> cache = cache();
        List<String> key = list("key");
        cache.put(key, list("value"));

        key.add("later");

        assertThat(cache.containsKey(list("key"))).isTrue();
        assertThat(cache.containsKey(key)).isFalse();
    }

    @Test
    void iteration_whoseKeyIsChanged_changesNothing() {
        Cache<List<String>, List<String>> cache = cache();
        cache.put(list("key"), list("value"));

        cache.iterator().next().getKey().add("from the iterator");
        Set<List<String>> asked = new HashSet<>();
        asked.add(list("key"));
        cache.getAll(asked).keySet().iterator().next().add("from getAll");

        assertThat(cache.containsKey(list("key"))).isTrue();
    }

    @Test
    void invoke_thatCreatesWithAKeyThatChangesLater_keepsWhatItWas() {
        Cache<List<String>, List<String>> cache = cache();
        List<String> key = list("key");
        List<String> value = list("value");
        cache.invoke(key, (entry, arguments) -> {
            entry.setValue(value);
            return null;
        });

        key.add("later");
        value.add("later");

        assertThat(TestCaches.contents(cache)).isEqualTo(Map.of(list("key"), list("value")));
    }

    @Test
    void load_ofAValueThatTheLoaderKeeps_isACopy() {
        List<String> kept = list("loaded");
        Cache<List<String>, List<String>> cache = caches.create(new TerraceConfiguration<List<String>, List<String>>()
                .setReadThrough(true)
                .setCacheLoaderFactory(() -> new Loader<>(key -> kept)));
        cache.get(list("key")).add("from get");

        kept.add("later");

        assertThat(cache.get(list("key"))).containsExactly("loaded");
    }

    @Test
    void get_ofAnImmutableValue_sharesIt() {
        Cache<String, String> cache = caches.create(new TerraceConfiguration<String, String>());
        String value = String.valueOf(new char[] {'x'});
        cache.put("key", value);

        assertThat(cache.get("key")).isSameAs(value);
    }
}
