package org.terracecache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G9 for stored entries: bytes are an entry to the last one, or they are refused by name. */
class EntryFormatTest {
    private static final Limits LIMITS = Limits.DEFAULT;

    @Test
    void decode_ofWhatWasEncoded_isTheEntry() throws MalformedEntryException {
        Entry entry = entry(List.of("red", "größe"), "payload");
        byte[] bytes = EntryFormat.encode(entry, LIMITS);
        assertThat(EntryFormat.decode(bytes, LIMITS)).isEqualTo(entry);
        assertThat(EntryFormat.decodeHeader(Arrays.copyOf(bytes, EntryFormat.HEADER_BYTES)))
                .isEqualTo(entry.header());
    }

    @Test
    void encode_laysFieldsOutAsDocumented() {
        byte[] bytes = EntryFormat.encode(entry(List.of("a"), "xy"), LIMITS);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertThat(new String(bytes, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("Te");
        assertThat(bytes[2]).isEqualTo((byte) 1);
        assertThat(buffer.getShort(4)).isEqualTo((short) 7);
        assertThat(buffer.getShort(6)).isEqualTo((short) 3);
        assertThat(buffer.getLong(8)).isEqualTo(1_700_000_000_000_000L);
        assertThat(buffer.getLong(16)).isEqualTo(-5);
        assertThat(buffer.getLong(24)).isEqualTo(42);
        assertThat(buffer.getLong(32)).isEqualTo(9_000);
        assertThat(buffer.getLong(40)).isEqualTo(8_000);
        assertThat(buffer.getInt(48)).isEqualTo(2);
        assertThat(bytes).hasSize(56 + 3 + 2);
    }

    @Test
    void decode_ofEveryTruncation_isRefused() {
        byte[] bytes = EntryFormat.encode(entry(List.of("one", "two"), "payload"), LIMITS);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EntryFormat.decode(cut, LIMITS)).isInstanceOf(MalformedEntryException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> EntryFormat.decode(longer, LIMITS)).isInstanceOf(MalformedEntryException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, another magic number",
        "2, an unknown format",
        "3, an unknown flag",
        "8, a version out of range",
        "32, a time out of range",
        "40, a time out of range",
        "48, a payload's length out of range",
        "55, a reserved field in use",
    })
    void decode_ofAFieldOutOfRange_saysWhich(int offset, String message) {
        byte[] bytes = EntryFormat.encode(entry(List.of(), "payload"), LIMITS);
        bytes[offset] = (byte) 0x80;
        assertThatThrownBy(() -> EntryFormat.decode(bytes, LIMITS))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {512 << 20, Integer.MAX_VALUE, (1 << 24) + 1, 8})
    void decode_ofAHugeLength_allocatesNothingForIt(int length) {
        byte[] bytes = EntryFormat.encode(entry(List.of(), "payload"), LIMITS);
        ByteBuffer.wrap(bytes).putInt(48, length);
        assertThatThrownBy(() -> EntryFormat.decode(bytes, LIMITS)).isInstanceOf(MalformedEntryException.class);
    }

    @Test
    void decode_ofTagsThatAreNotText_isRefused() {
        byte[] bytes = EntryFormat.encode(entry(List.of("ab"), "payload"), LIMITS);
        bytes[58] = (byte) 0xC3;
        bytes[59] = (byte) 0x28;
        assertThatThrownBy(() -> EntryFormat.decode(bytes, LIMITS))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessage("a tag is not UTF-8");
    }

    @Test
    void encode_beyondTheLimits_isRefused() {
        Limits narrow = new Limits(8, 8, 1, 4, 8);
        assertThatThrownBy(() -> EntryFormat.encode(entry(List.of(), "123456789"), narrow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 bytes");
        assertThatThrownBy(() -> Tags.encode(List.of("a", "b"), narrow)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tags.encode(List.of("abcde"), narrow)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tags.encode(List.of(""), narrow)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decode_ofMutatedBytes_isAnEntryOrRefused() {
        long seed = Long.getLong("terrace.entry.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = mutated(randomEntry(random), random);
            try {
                Entry decoded = EntryFormat.decode(bytes, LIMITS);
                assertThat(EntryFormat.encode(decoded, LIMITS))
                        .as("reproduce with -Dterrace.entry.seed=" + seed)
                        .isEqualTo(bytes);
            } catch (MalformedEntryException e) {
                assertThat(e).hasMessageMatching("[\\p{Print}]{5,80}");
            } catch (RuntimeException e) {
                throw new AssertionError("reproduce with -Dterrace.entry.seed=" + seed, e);
            }
        }
    }

    private static byte[] randomEntry(Random random) {
        List<String> tags = random.ints(random.nextInt(4), 1, 9)
                .mapToObj(length -> "t".repeat(length))
                .toList();
        return EntryFormat.encode(entry(tags, "p".repeat(random.nextInt(20))), LIMITS);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(2 * bytes.length)) : bytes;
        for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            int at = random.nextInt(changed.length);
            changed[at] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) (changed[at] ^ 1 << random.nextInt(8));
        }
        return changed;
    }

    private static Entry entry(List<String> tags, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        int tagsLength = Tags.encode(tags, LIMITS).length;
        Version version = new Version(1_700_000_000_000_000L, -5);
        EntryHeader header = new EntryHeader(false, 7, tagsLength, version, 42, 9_000, 8_000, bytes.length);
        return new Entry(header, tags, Payload.of(7, bytes));
    }
}
