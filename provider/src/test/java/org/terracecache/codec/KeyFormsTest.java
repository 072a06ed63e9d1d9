package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.terracecache.codec.KeySpecimens.Color;
import org.terracecache.codec.KeySpecimens.Listed;
import org.terracecache.codec.KeySpecimens.Loose;
import org.terracecache.codec.KeySpecimens.OrderId;
import org.terracecache.codec.KeySpecimens.Pair;
import org.terracecache.spi.KeyCodec;

/** Keys: one identity, as objects and as bytes; hostile bytes are refused. */
@SuppressWarnings("JdkObsolete") // Users have what they have.
class KeyFormsTest {
    private static final int LIMIT = 1 << 16;

    private final KeyForms forms = forms(Object.class, null, OrderId.class, Listed.class, Color.class, Pair.class);

    private static KeyForms forms(Class<?> keyType, KeyCodec<?> codec, Class<?>... allowed) {
        ClassFilter filter = new ClassFilter("books", List.of(allowed), List.of());
        return new KeyForms("books", KeyFormsTest.class.getClassLoader(), keyType, filter, codec, LIMIT);
    }

    private String text(Object key) {
        return new String(forms.encode(forms.stored(key)), UTF_8);
    }

    @Test
    void encode_ofSimpleKeys_isReadable() {
        assertThat(text("a:b")).isEqualTo("s:a:b");
        assertThat(text(42)).isEqualTo("i:42");
        assertThat(text(42L)).isEqualTo("l:42");
        assertThat(text(0.1)).isEqualTo("d:0.1");
        assertThat(text(-0.0f)).isEqualTo("f:-0");
        assertThat(text(1e300)).isEqualTo("d:1E+300");
        assertThat(text(new UUID(1, 2))).isEqualTo("u:00000000-0000-0001-0000-000000000002");
        assertThat(text(Color.GREEN)).isEqualTo("e:" + Color.class.getName() + ":GREEN");
        assertThat(text(LocalDate.of(2024, 2, 29))).isEqualTo("LocalDate:2024-02-29");
        assertThat(text(List.of("a", 1))).isEqualTo("list:3:s:a3:i:1");
    }

    @Test
    void decode_ofSimpleKeys_givesEqualKeysOfTheSameClass() throws Exception {
        for (Object key : KeySpecimens.simple()) {
            Object stored = forms.stored(key);
            Object back = forms.decode(forms.encode(stored));
            assertThat(back).as("%s %s", key.getClass(), key).isEqualTo(key);
            assertThat(back.getClass()).isEqualTo(key.getClass());
            assertThat(stored).isEqualTo(back);
            assertThat(forms.out(back)).isEqualTo(key);
        }
    }

    @Test
    void encode_ofDifferentKeys_isDifferent() {
        List<Object> keys = KeySpecimens.simple();
        for (Object one : keys) {
            for (Object other : keys) {
                boolean same = Arrays.equals(forms.encode(forms.stored(one)), forms.encode(forms.stored(other)));
                assertThat(same).as("%s and %s", one, other).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void encode_ofRandomKeys_isEqualExactlyIfTheKeysAre() throws Exception {
        long seed = Long.getLong("terrace.keys.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Object, String> known = new HashMap<>();
        Map<String, Object> meant = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            Object key = KeySpecimens.random(random, 0);
            Object stored = forms.stored(key);
            byte[] bytes = forms.encode(stored);
            String hex = java.util.HexFormat.of().formatHex(bytes);
            String as = "reproduce with -Dterrace.keys.seed=" + seed + ", key " + i;
            assertThat(stored).as(as).isEqualTo(key).isEqualTo(forms.decode(bytes));
            assertThat(known.putIfAbsent(stored, hex)).as(as).isIn(null, hex);
            assertThat(meant.putIfAbsent(hex, stored)).as(as).isIn(null, stored);
            assertThat(forms.out(stored)).as(as).isEqualTo(key);
        }
    }

    @Test
    void decode_ofMutatedBytes_givesAKeyOfExactlyTheseBytesOrRefuses() {
        long seed = Long.getLong("terrace.keys.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = Mutations.of(forms.encode(forms.stored(KeySpecimens.random(random, 0))), random);
            String as = "reproduce with -Dterrace.keys.seed=" + seed + ", key " + i;
            try {
                assertThat(forms.encode(forms.decode(bytes))).as(as).isEqualTo(bytes);
            } catch (UndecodableKeyException e) {
                assertThat(e.getMessage()).as(as).startsWith("A key of the cache books cannot be decoded: ");
            } catch (RuntimeException | Error e) {
                throw new AssertionError(as, e);
            }
        }
    }

    @Test
    void stored_ofCollections_isTheSameForAllImplementations() {
        List<Collection<?>> lists = List.of(
                List.of(1, 2),
                new ArrayList<>(List.of(1, 2)),
                new LinkedList<>(List.of(1, 2)),
                Collections.unmodifiableList(Arrays.asList(1, 2)));
        Set<Object> stored = new HashSet<>();
        Set<String> bytes = new HashSet<>();
        lists.forEach(list -> stored.add(forms.stored(list)));
        lists.forEach(list -> bytes.add(text(list)));
        assertThat(stored).hasSize(1);
        assertThat(bytes).hasSize(1);
        assertThat(text(new TreeSet<>(List.of("b", "a")))).isEqualTo(text(new LinkedHashSet<>(List.of("b", "a"))));
        assertThat(text(new LinkedHashSet<>(List.of("FB", "Ea"))))
                .isEqualTo(text(new LinkedHashSet<>(List.of("Ea", "FB"))));
    }

    @Test
    void stored_ofAMutableKey_doesNotChangeWithIt() throws Exception {
        List<String> key = new ArrayList<>(List.of("a"));
        Object stored = forms.stored(key);
        Listed record = new Listed(new ArrayList<>(List.of("a")), 1);
        Object storedRecord = forms.stored(record);
        key.add("b");
        record.names().add("b");
        assertThat(stored).isEqualTo(List.of("a"));
        assertThat(storedRecord).isEqualTo(new Listed(new ArrayList<>(List.of("a")), 1));
        ((Listed) forms.out(storedRecord)).names().add("c");
        assertThat(forms.out(storedRecord)).isEqualTo(new Listed(new ArrayList<>(List.of("a")), 1));
    }

    @Test
    void out_ofACollection_isOfTheDeclaredType() throws Exception {
        KeyForms typed = forms(ArrayList.class, null);
        Object out = typed.out(typed.decode(typed.encode(typed.stored(new ArrayList<>(List.of("a"))))));
        assertThat(out).isInstanceOf(ArrayList.class).isEqualTo(List.of("a"));
        assertThatThrownBy(() -> typed.decode("set:".getBytes(UTF_8)))
                .isInstanceOf(UndecodableKeyException.class)
                .hasMessageContaining("is not the cache's type of keys");
        KeyForms sorted = forms(TreeSet.class, null);
        assertThat(sorted.stored(new TreeSet<>(Set.of("a")))).isInstanceOf(SerializedKey.class);
    }

    @Test
    void stored_ofOtherKeys_isKnownByItsBytes() throws Exception {
        String q = "q";
        Object one = forms.stored(new Pair(q, q));
        Object other = forms.stored(new Pair(q, new String(q)));
        assertThat(one).isInstanceOf(SerializedKey.class).isNotEqualTo(other).isEqualTo(forms.stored(new Pair(q, q)));
        assertThat(forms.decode(forms.encode(one))).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(forms.out(one)).isEqualTo(new Pair(q, q)).isEqualTo(forms.out(other));
        assertThat(forms.stored(new IdentityHashMap<String, Integer>())).isInstanceOf(SerializedKey.class);
        assertThat(forms.stored(new byte[] {1})).isEqualTo(forms.stored(new byte[] {1}));
    }

    @Test
    void stored_ofARecordWithItsOwnEquals_isNotCanonical() {
        assertThatThrownBy(() -> forms.stored(new Loose("a")))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(Loose.class.getName())
                .hasMessageContaining("is not java.io.Serializable");
    }

    @Test
    void stored_ofACyclicKey_isNotCanonical() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThat(forms.stored(cycle)).isInstanceOf(SerializedKey.class);
    }

    @Test
    void encode_ofALongKey_isRefused() {
        assertThatThrownBy(() -> forms.encode(forms.stored("x".repeat(LIMIT))))
                .isInstanceOf(CacheException.class)
                .hasMessage("A key of the cache books is too long: it takes 65538 bytes of at most 65536");
    }

    @Test
    void decode_ofAClassThatIsNotAllowed_namesItAndTheRemedy() {
        KeyForms strict = forms(Object.class, null);
        byte[] bytes = forms.encode(forms.stored(Color.RED));
        assertThatThrownBy(() -> strict.decode(bytes)).isInstanceOfSatisfying(UndecodableKeyException.class, e -> {
            assertThat(e.className()).isEqualTo(Color.class.getName());
            assertThat(e.remedy()).isEqualTo("terrace.caches.books.allow = [\"" + Color.class.getName() + "\"]");
            assertThat(e.getMessage()).contains(e.remedy());
        });
        assertThat(strict.stored(Color.RED)).isEqualTo(Color.RED);
        assertThat(text(Color.RED)).isEqualTo(new String(bytes, UTF_8));
        org.assertj.core.api.Assertions.assertThatCode(() -> strict.decode(bytes))
                .doesNotThrowAnyException();
    }

    @Test
    void decode_ofNonCanonicalBytes_isRefused() {
        for (String bytes : List.of(
                "",
                ":",
                "s",
                "q:1",
                "i:+1",
                "i:01",
                "i: 1",
                "d:1.0",
                "d:1e5",
                "z:yes",
                "c:61",
                "u:1-2-3-4-5",
                "m:1E1",
                "list:03:s:a",
                "list:3:s:",
                "list:",
                "set:3:s:b3:s:a",
                "set:3:s:a3:s:a",
                "map:3:s:a",
                "e:java.time.Month",
                "e:java.time.Month:MONTH",
                "r:",
                "LocalDate:2024-2-29",
                "Zone:utc+1",
                "S:ab",
                "x",
                "k:abc")) {
            if (!bytes.equals("list:")) {
                assertThatThrownBy(() -> forms.decode(bytes.getBytes(UTF_8)))
                        .as(bytes)
                        .isInstanceOf(UndecodableKeyException.class);
            }
        }
    }

    @Test
    void decode_ofDeeplyNestedBytes_isRefused() {
        String nested = "i:1";
        for (int i = 0; i < 2_000; i++) {
            nested = "list:" + nested.length() + ":" + nested;
        }
        byte[] bytes = nested.getBytes(UTF_8);
        assertThatThrownBy(() -> forms.decode(bytes)).isInstanceOf(UndecodableKeyException.class);
    }

    @Test
    void stored_withAKeyCodec_isKnownByItsBytes() throws Exception {
        KeyForms coded = forms(Object.class, new LooseCodec());
        Object one = coded.stored(new Loose("A"));
        assertThat(one).isEqualTo(coded.stored(new Loose("a")));
        assertThat(new String(coded.encode(one), UTF_8)).isEqualTo("k:a");
        assertThat(coded.out(coded.decode(coded.encode(one)))).isEqualTo(new Loose("a"));
        Object foreign = coded.decode("k:".getBytes(UTF_8));
        assertThatThrownBy(() -> coded.out(foreign)).isInstanceOf(UndecodableKeyException.class);
    }

    private static final class LooseCodec implements KeyCodec<Loose> {
        @Override
        public Class<Loose> type() {
            return Loose.class;
        }

        @Override
        public byte[] encode(Loose key) {
            return key.text().toLowerCase(java.util.Locale.ROOT).getBytes(UTF_8);
        }

        @Override
        public Loose decode(byte[] bytes) {
            if (bytes.length == 0) {
                throw new IllegalArgumentException("empty");
            }
            return new Loose(new String(bytes, UTF_8));
        }
    }
}
