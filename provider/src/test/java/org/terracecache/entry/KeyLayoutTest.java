package org.terracecache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLayoutTest {
    private static final KeyBytes KEY = key("k:1");

    private final KeyLayout layout = new KeyLayout("shop", 3, new Buckets(16), Limits.DEFAULT);

    @Test
    void names_areThoseOfTheProtocol() {
        assertThat(text(layout.meta(7))).isEqualTo("{shop#7}:m");
        assertThat(text(layout.entry(7, "a:b", KEY))).isEqualTo("{shop#7}:e:a%3Ab:k:1");
        assertThat(text(layout.ticket(7, "a:b", KEY))).isEqualTo("{shop#7}:l:a%3Ab:k:1");
        assertThat(text(layout.channel(7))).isEqualTo("3{shop#7}");
        assertThat(text(layout.heartbeats(0, "n#1"))).isEqualTo("3{shop#0}:hb:n%231");
        assertThat(text(layout.nodes())).isEqualTo("3{shop#0}:nodes");
        assertThat(text(layout.entryPattern("*"))).isEqualTo("{shop#*}:e:%2A:*");
    }

    @Test
    void entry_ofDifferentCachesAndKeys_isNeverTheSame() {
        List<String> parts = List.of("a", "a:", ":a", "a:b", "a%3A", "a%", "%3Aa", "a%253A", "{", "}", "#", " ", "a b");
        Map<String, String> seen = new HashMap<>();
        for (String cache : parts) {
            for (String key : parts) {
                String name = text(layout.entry(0, cache, key(key)));
                assertThat(seen.put(name, cache + "\n" + key)).as(name).isNull();
            }
        }
    }

    @Test
    void place_ofAnEntrysName_isItsBucketAndKey() {
        int bucket = layout.buckets().of("a:b", KEY);
        assertThat(layout.place("a:b", layout.entry(bucket, "a:b", KEY))).isEqualTo(new KeyLayout.Place(bucket, KEY));
        assertThat(layout.place("a", layout.entry(bucket, "a:b", KEY))).isNull();
        assertThat(layout.place("a:b", layout.entry(bucket ^ 1, "a:b", KEY))).isNull();
        for (String foreign :
                List.of("", "{shop#", "{shop#}:e:", "{shop#99}:e:a%3Ab:k", "{shop#999999999999}:e:a%3Ab:k")) {
            assertThat(layout.place("a:b", foreign.getBytes(StandardCharsets.UTF_8)))
                    .isNull();
        }
    }

    @Test
    void layout_withATextThatHasNoUtf8_isRefused() {
        assertThatThrownBy(() -> layout.entry(0, "\uD800", KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layout.entry(0, "x".repeat(1025), KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyLayout("", 0, new Buckets(1), Limits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The hash is part of the stored format: it may never change. */
    @ParameterizedTest
    @CsvSource({"cache, key, 16", "cache, 1, 16", "größe, key, 16", "a, b, 1000"})
    void bucket_ofAKey_staysTheSame(String cache, String key, int count) {
        assertThat(new Buckets(count).of(cache, key(key))).isEqualTo(reference(cache + "\0" + key, count));
    }

    @Test
    void bucket_ofManyKeys_isSpreadEvenly() {
        int[] sizes = new int[16];
        IntStream.range(0, 16_000).forEach(i -> sizes[layout.buckets().of("orders", key("order-" + i))]++);
        assertThat(IntStream.of(sizes)).allMatch(size -> size > 850 && size < 1_150);
    }

    /** The documented hash, written down a second time. */
    private static int reference(String text, int count) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash ^= Byte.toUnsignedLong(b);
            hash *= 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Long.remainderUnsigned(hash, count);
    }

    private static KeyBytes key(String text) {
        return KeyBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
