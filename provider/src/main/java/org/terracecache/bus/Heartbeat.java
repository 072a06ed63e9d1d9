package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;
import org.terracecache.entry.Version;

/**
 * What a node publishes to itself through a script on the write path: it proves that what is written is also heard. Immutable.
 * It has a channel of its own, hence no type in its encoded form.
 *
 * @param nonce by which the sender knows it again
 * @param timeMicros the store's clock when the script ran, in microseconds since the epoch
 * @param buckets the buckets whose state the script read
 */
public record Heartbeat(long nonce, long timeMicros, List<Position> buckets) {
    /** A heartbeat with a list that nobody changes. */
    public Heartbeat {
        buckets = List.copyOf(buckets);
    }

    /**
     * How far a bucket has come.
     *
     * @param bucket the bucket, 0 to 65,535
     * @param incarnation its incarnation
     * @param last its last version
     */
    public record Position(int bucket, long incarnation, Version last) {}

    /** Encodes the heartbeat. */
    public byte[] encode() {
        ByteWriter out =
                new ByteWriter().u8(Messages.FORMAT).i64(nonce).i64(timeMicros).u16(buckets.size());
        for (Position each : buckets) {
            out.u16(each.bucket()).i64(each.incarnation()).version(each.last());
        }
        return out.toBytes();
    }

    /** Decodes a heartbeat, as strictly as messages are decoded. */
    public static Heartbeat decode(byte[] bytes) throws UndecodableException {
        ByteReader in = new ByteReader(bytes);
        Messages.format(in);
        long nonce = in.i64("nonce");
        long timeMicros = in.i64("time");
        int count = in.u16("buckets");
        List<Position> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int bucket = in.u16("bucket");
            long incarnation = in.i64("incarnation");
            buckets.add(new Position(bucket, incarnation, Messages.version(in, "last version")));
        }
        in.end();
        return new Heartbeat(nonce, timeMicros, buckets);
    }
}
