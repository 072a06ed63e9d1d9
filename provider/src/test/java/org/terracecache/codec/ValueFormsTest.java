package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.terracecache.spi.Serializer;

/** Values as bytes: compact forms, the application's serializer, limits. */
class ValueFormsTest {
    private static final int LIMIT = 1 << 16;

    private final ValueForms forms = forms(Object.class, null);

    private static ValueForms forms(Class<?> valueType, Serializer serializer) {
        ClassFilter filter = new ClassFilter("my books", List.of(valueType), List.of());
        return new ValueForms("my books", ValueFormsTest.class.getClassLoader(), valueType, filter, serializer, LIMIT);
    }

    @Test
    void decode_ofSimpleValues_givesThemBack() throws Exception {
        for (Object value : KeySpecimens.simple()) {
            EncodedValue encoded = forms.encode(value);
            assertThat(forms.decode(encoded.codec(), encoded.bytes()))
                    .isEqualTo(value)
                    .hasSameClassAs(value);
            assertThat(encoded.codec()).as("%s", value).isNotEqualTo(ValueForms.SERIALIZED);
        }
        EncodedValue bytes = forms.encode(new byte[] {1, 2});
        assertThat(bytes.bytes()).containsExactly(1, 2);
        assertThat(forms.decode(bytes.codec(), bytes.bytes()))
                .isEqualTo(new byte[] {1, 2})
                .isNotSameAs(bytes.bytes());
    }

    @Test
    void encode_ofSimpleValues_isCompact() {
        assertThat(forms.encode("abc").bytes()).hasSize(3);
        assertThat(forms.encode(7).bytes()).hasSize(4);
        assertThat(forms.encode(7L).bytes()).hasSize(8);
        assertThat(forms.encode(new UUID(1, 2)).bytes()).hasSize(16);
        assertThat(forms.encode(new BigDecimal("1.5")).bytes()).hasSize(5);
    }

    @Test
    void decode_ofBytesThatAreNotTheCodecs_isRefused() {
        byte[] none = {};
        byte[] some = {1, 2, 3, 4, 5};
        Map<Integer, byte[]> wrong = Map.of(
                2,
                new byte[] {(byte) 0xC3},
                3,
                "ab".getBytes(UTF_8),
                4,
                new byte[] {2},
                5,
                none,
                8,
                some,
                9,
                some,
                12,
                none,
                13,
                none,
                14,
                some,
                16,
                "s:a".getBytes(UTF_8));
        wrong.forEach((codec, bytes) -> assertThatThrownBy(() -> forms.decode(codec, bytes))
                .as("codec " + codec)
                .isInstanceOf(UndecodableValueException.class));
        for (int codec : new int[] {0, 1, 17, 256, 65_535}) {
            assertThatThrownBy(() -> forms.decode(codec, some)).isInstanceOf(UndecodableValueException.class);
        }
    }

    @Test
    void decode_ofRandomBytes_givesAValueOrRefuses() {
        long seed = Long.getLong("terrace.values.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            try {
                Object value = forms.decode(random.nextInt(18), bytes);
                assertThat(forms.encode(value).bytes())
                        .as("-Dterrace.values.seed=" + seed)
                        .isEqualTo(bytes);
            } catch (UndecodableValueException e) {
                assertThat(e.getMessage()).startsWith("A value of the cache my books cannot be decoded: ");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("reproduce with -Dterrace.values.seed=" + seed + ", value " + i, e);
            }
        }
    }

    @Test
    void decode_ofAnotherTypeThanTheCaches_isRefused() {
        ValueForms typed = forms(Long.class, null);
        EncodedValue text = forms.encode("7");
        assertThatThrownBy(() -> typed.decode(text.codec(), text.bytes()))
                .isInstanceOf(UndecodableValueException.class)
                .hasMessage(
                        "A value of the cache my books cannot be decoded: the class java.lang.String is not the cache's"
                                + " type of values, java.lang.Long");
    }

    @Test
    void encode_ofALongValue_isRefused() {
        for (Object value : List.of("x".repeat(LIMIT + 1), List.of("x".repeat(LIMIT)), new byte[LIMIT + 1])) {
            assertThatThrownBy(() -> forms.encode(value))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("my books")
                    .hasMessageContaining("65536");
        }
    }

    @Test
    void encode_ofAValueThatIsNotSerializable_saysWhatToDo() {
        assertThatThrownBy(() -> forms.encode(List.of(new Object())))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("java.lang.Object is not java.io.Serializable")
                .hasMessageContaining("configure a serializer");
    }

    @Test
    void decode_withASerializer_takesNothingElse() throws Exception {
        ValueForms custom = forms(Object.class, new Texts());
        EncodedValue encoded = custom.encode(42);
        assertThat(encoded.codec()).isEqualTo(300);
        assertThat(custom.decode(300, encoded.bytes())).isEqualTo("42");
        EncodedValue serialized = forms.encode(List.of(1));
        assertThatThrownBy(() -> custom.decode(serialized.codec(), serialized.bytes()))
                .isInstanceOf(UndecodableValueException.class)
                .hasMessageContaining("the codec 1 wrote it, and this node is configured with texts, 300");
        assertThatThrownBy(() -> custom.decode(300, new byte[0]))
                .isInstanceOf(UndecodableValueException.class)
                .hasMessageContaining("texts failed (java.io.IOException)")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> custom.encode(new Holder())).isInstanceOf(CacheException.class);
    }

    private record Holder() implements Serializable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    private static final class Texts implements Serializer {
        @Override
        public int id() {
            return 300;
        }

        @Override
        public String name() {
            return "texts";
        }

        @Override
        public byte[] serialize(Object value) {
            return value.toString().getBytes(UTF_8);
        }

        @Override
        public Object deserialize(byte[] bytes) throws IOException {
            if (bytes.length == 0) {
                throw new IOException("secret");
            }
            return new String(bytes, UTF_8);
        }
    }
}
