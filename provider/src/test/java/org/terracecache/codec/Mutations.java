package org.terracecache.codec;

import java.util.Arrays;
import java.util.Random;

/** Bytes that are nearly right. */
final class Mutations {
    private static final int[] TELLING = {
        0, 1, 0x7F, 0x80, 0xFF, '0', '9', ':', 0x70, 0x71, 0x72, 0x73, 0x75, 0x77, 0x78
    };

    private Mutations() {}

    static byte[] of(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(6)) {
                case 0 -> mutated[at] = (byte) random.nextInt();
                case 1 -> mutated[at] = (byte) TELLING[random.nextInt(TELLING.length)];
                case 2 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> mutated = Arrays.copyOf(mutated, at);
                case 4 -> {
                    int length = Math.min(mutated.length - at, 1 + random.nextInt(8));
                    mutated = joined(mutated, at, Arrays.copyOfRange(mutated, at, at + length), at);
                }
                default ->
                    mutated = joined(mutated, at, new byte[0], Math.min(mutated.length, at + 1 + random.nextInt(4)));
            }
        }
        return mutated;
    }

    /** The beginning, something between, and the rest. */
    private static byte[] joined(byte[] bytes, int end, byte[] between, int rest) {
        byte[] joined = Arrays.copyOf(bytes, end + between.length + bytes.length - rest);
        System.arraycopy(between, 0, joined, end, between.length);
        System.arraycopy(bytes, rest, joined, end + between.length, bytes.length - rest);
        return joined;
    }
}
