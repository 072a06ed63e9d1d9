package org.terracecache.bus;

/**
 * What a node says of itself to all others, again and again while it is there. Immutable. It has a channel of its own; its
 * encoded form: format byte 1, flags byte (bit 0: leaving), the node's name as 2 bytes of length and UTF-8, the life of the
 * announcement in milliseconds as 8 bytes; big-endian.
 *
 * @param node the node's name
 * @param leaving whether the node says good-bye
 * @param lifeMillis for how long others should believe it, in milliseconds, at least 0
 */
public record Announcement(String node, boolean leaving, long lifeMillis) {
    private static final int LEAVING = 1;

    /** Encodes the announcement. */
    public byte[] encode() {
        return new ByteWriter()
                .u8(Messages.FORMAT)
                .u8(leaving ? LEAVING : 0)
                .text(node)
                .i64(lifeMillis)
                .toBytes();
    }

    /** Decodes an announcement, as strictly as messages are decoded. */
    public static Announcement decode(byte[] bytes) throws UndecodableException {
        ByteReader in = new ByteReader(bytes);
        Messages.format(in);
        boolean leaving = Messages.flags(in, LEAVING) == LEAVING;
        String node = in.text("node");
        long lifeMillis = in.i64("life");
        in.end();
        if (lifeMillis < 0) {
            throw new UndecodableException("life: negative");
        }
        return new Announcement(node, leaving, lifeMillis);
    }
}
