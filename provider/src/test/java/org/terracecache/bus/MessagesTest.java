package org.terracecache.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;

/** Messages as bytes, and what bytes are none: guarantees G5 and G9. */
class MessagesTest {
    private static final long SEED = Long.getLong("terrace.messages.seed", 20_250_301);

    @Test
    void encode_fixedMessage_hasTheDocumentedBytes() {
        Message message = new Message(
                0x0102,
                0x1112131415161718L,
                new Version(0x21, 0x22),
                new Version(0x11, 0x12),
                MessageType.WRITTEN,
                "c",
                List.of(key(9, 8)),
                "",
                "né",
                List.of(ValueChange.of(null, new byte[] {7})));

        assertThat(HexFormat.of().formatHex(Messages.encode(message)))
                .isEqualTo("010101" + "0102" + "1112131415161718" + "0000000000000021" + "0000000000000022"
                        + "0000000000000011" + "0000000000000012" + "000163" + "00036ec3a9" + "0000" + "00000001"
                        + "000000020908" + "ffffffff" + "0000000107");
    }

    @ParameterizedTest
    @EnumSource
    void decode_encodedMessageOfEachType_isTheMessage(MessageType type) throws UndecodableException {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            Message message = message(random, type);
            assertThat(Messages.decode(Messages.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void decode_messageCutAnywhere_isRefused() {
        byte[] whole = Messages.encode(message(new Random(SEED), MessageType.WRITTEN));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Messages.decode(part)).isInstanceOf(UndecodableException.class);
        }
        assertThatThrownBy(() -> Messages.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("bytes left over");
    }

    @Test
    void decode_lengthsBeyondWhatIsThere_areRefusedWithoutAllocation() {
        byte[] bytes = Messages.encode(plain(MessageType.REMOVED, List.of(key(1)), ""));
        int countAt = bytes.length - 9;
        byte[] manyKeys = bytes.clone();
        ByteBuffer.wrap(manyKeys).putInt(countAt, Integer.MAX_VALUE);
        byte[] longKey = bytes.clone();
        ByteBuffer.wrap(longKey).putInt(countAt + 4, Integer.MAX_VALUE);
        byte[] negativeKey = bytes.clone();
        ByteBuffer.wrap(negativeKey).putInt(countAt + 4, Integer.MIN_VALUE);
        byte[] noKey = bytes.clone();
        ByteBuffer.wrap(noKey).putInt(countAt + 4, -1);

        assertThatThrownBy(() -> Messages.decode(manyKeys)).hasMessage("keys: too many");
        assertThatThrownBy(() -> Messages.decode(longKey)).hasMessage("key: cut off");
        assertThatThrownBy(() -> Messages.decode(negativeKey)).hasMessage("key: cut off");
        assertThatThrownBy(() -> Messages.decode(noKey)).hasMessage("key: missing");
    }

    @Test
    void decode_nonsense_isRefusedWithItsReason() {
        assertRefused(0, 2, "format: unknown");
        assertRefused(1, 0, "type: unknown");
        assertRefused(1, 7, "type: unknown");
        assertRefused(1, MessageType.CLEARED.code(), "keys: none belong to this type");
        assertRefused(2, 2, "flags: unknown");
        assertRefused(13, 0x80, "version: out of range");
        assertRefused(35, 1, "version: not after the previous one");
        assertRefused(47, 0xFF, "cache: not UTF-8");
        byte[] untagged = Messages.encode(plain(MessageType.TAG_REMOVED, List.of(), ""));
        assertThatThrownBy(() -> Messages.decode(untagged))
                .hasMessage("tag: belongs to the removal of a tag, and only to that");
        byte[] tagged = Messages.encode(plain(MessageType.WRITTEN, List.of(key(1)), "t"));
        assertThatThrownBy(() -> Messages.decode(tagged))
                .hasMessage("tag: belongs to the removal of a tag, and only to that");
    }

    @Test
    void decode_mutatedBytes_areRefusedOrMeanWhatIsEncodedTheSame() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            int kind = random.nextInt(8);
            byte[] bytes = mutated(random, encodedAnything(random, kind));
            try {
                byte[] again = again(bytes, kind);
                if (!Arrays.equals(again, bytes)) {
                    throw new AssertionError("encoded again: " + HexFormat.of().formatHex(again));
                }
            } catch (UndecodableException e) {
                assertThat(e.reason()).isNotEmpty();
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + SEED + ", round " + i + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }

    @Test
    void valueChange_arraysChangedOutside_staysAsItWas() {
        byte[] bytes = {1, 2};
        ValueChange change = ValueChange.of(bytes, bytes);
        bytes[0] = 9;
        byte[] out = change.before();
        out[1] = 9;

        assertThat(change).isEqualTo(ValueChange.of(new byte[] {1, 2}, new byte[] {1, 2}));
        assertThat(change).hasToString("2 bytes -> 2 bytes");
    }

    @Test
    void heartbeatAndAnnouncement_encoded_areDecoded() throws UndecodableException {
        Heartbeat heartbeat = new Heartbeat(
                -5, 1_700_000_000_000_000L, List.of(new Heartbeat.Position(65_535, -1, new Version(7, -9))));
        Announcement announcement = new Announcement("node ä", true, 15_000);

        assertThat(Heartbeat.decode(heartbeat.encode())).isEqualTo(heartbeat);
        assertThat(Announcement.decode(announcement.encode())).isEqualTo(announcement);
        assertThatThrownBy(() -> Heartbeat.decode(announcement.encode())).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> Announcement.decode(heartbeat.encode())).isInstanceOf(UndecodableException.class);
        assertThatThrownBy(() -> Messages.decode(heartbeat.encode())).isInstanceOf(UndecodableException.class);
    }

    /** Whatever is accepted has one encoded form only, apart from a flag that promises values of no keys. */
    private static byte[] again(byte[] bytes, int kind) throws UndecodableException {
        if (kind == 0) {
            return Heartbeat.decode(bytes).encode();
        }
        if (kind == 1) {
            return Announcement.decode(bytes).encode();
        }
        Message message = Messages.decode(bytes);
        byte[] again = Messages.encode(message);
        if (message.keys().isEmpty()) {
            again[2] = bytes[2];
        }
        return again;
    }

    private static byte[] encodedAnything(Random random, int kind) {
        return switch (kind) {
            case 0 ->
                new Heartbeat(
                                random.nextLong(),
                                random.nextLong(),
                                List.of(new Heartbeat.Position(
                                        random.nextInt(16), random.nextLong(), version(random, 1))))
                        .encode();
            case 1 -> new Announcement(text(random), random.nextBoolean(), random.nextInt(9)).encode();
            default -> Messages.encode(message(random, MessageType.of(1 + random.nextInt(6))));
        };
    }

    private static byte[] mutated(Random random, byte[] bytes) {
        byte[] result = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 8)) : bytes;
        for (int changes = random.nextInt(4); changes > 0 && result.length > 0; changes--) {
            int at = random.nextInt(result.length);
            result[at] = (byte)
                    switch (random.nextInt(3)) {
                        case 0 -> random.nextInt();
                        case 1 -> result[at] ^ 1 << random.nextInt(8);
                        default -> -1;
                    };
        }
        return result;
    }

    private static Message message(Random random, MessageType type) {
        boolean keyed = type != MessageType.CLEARED && type != MessageType.TAG_REMOVED;
        List<KeyBytes> keys = new ArrayList<>();
        List<ValueChange> values = new ArrayList<>();
        boolean withValues = random.nextBoolean();
        for (int i = keyed ? 1 + random.nextInt(4) : 0; i > 0; i--) {
            keys.add(KeyBytes.of(bytes(random)));
            if (withValues) {
                values.add(ValueChange.of(
                        random.nextBoolean() ? bytes(random) : null, random.nextBoolean() ? bytes(random) : null));
            }
        }
        Version previous = version(random, 0);
        return new Message(
                random.nextInt(1 << 16),
                random.nextLong(),
                version(random, previous.number() + 1),
                previous,
                type,
                text(random),
                keys,
                type == MessageType.TAG_REMOVED ? "t" + text(random) : "",
                text(random),
                values);
    }

    private static Message plain(MessageType type, List<KeyBytes> keys, String tag) {
        return new Message(1, 2, new Version(4, 5), new Version(3, 6), type, "cc", keys, tag, "n");
    }

    private static void assertRefused(int at, int value, String reason) {
        byte[] bytes = Messages.encode(plain(MessageType.WRITTEN, List.of(key(1)), ""));
        bytes[at] = (byte) value;
        assertThatThrownBy(() -> Messages.decode(bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(reason);
    }

    private static Version version(Random random, long atLeast) {
        return new Version(atLeast + random.nextInt(1 << 30), random.nextLong());
    }

    private static String text(Random random) {
        return "häß€".substring(random.nextInt(4)).repeat(random.nextInt(3));
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static KeyBytes key(int... bytes) {
        byte[] copy = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = (byte) bytes[i];
        }
        return KeyBytes.of(copy);
    }
}
