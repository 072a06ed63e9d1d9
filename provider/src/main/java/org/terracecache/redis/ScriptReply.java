package org.terracecache.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * What every script answers: status, incarnation, last version and stamp, the store's time, and a body of its own.
 *
 * @param status how it went
 * @param head the bucket; without a meaning but for the time unless it was done
 * @param body what the script has to say, or the bucket count that it found
 */
record ScriptReply(Status status, ReplyHead head, Object body) {
    private static final int PARTS = 6;

    /** How a script went. */
    enum Status {
        DONE,
        TOO_LATE,
        OTHER_BUCKETS
    }

    /**
     * Reads a reply.
     *
     * @throws MalformedReplyException if no script of ours answers like that
     */
    static ScriptReply of(Object reply, String server) {
        List<?> parts = list(reply);
        if (parts.size() != PARTS) {
            throw new MalformedReplyException("a reply of " + parts.size() + " parts");
        }
        long status = number(parts.get(0));
        if (status < 1 || status > Status.values().length) {
            throw new MalformedReplyException("status " + status);
        }
        long timeMicros = decimal(parts.get(4));
        Status known = Status.values()[(int) status - 1];
        ReplyHead head = known == Status.DONE
                ? new ReplyHead(
                        raw(parts.get(1)), new Version(decimal(parts.get(2)), raw(parts.get(3))), timeMicros, server)
                : new ReplyHead(0, Version.NONE, timeMicros, server);
        return new ScriptReply(known, head, parts.get(5));
    }

    static List<?> list(Object part) {
        if (part instanceof List<?> list) {
            return list;
        }
        throw new MalformedReplyException("no list where one belongs");
    }

    static long number(Object part) {
        if (part instanceof Long number) {
            return number;
        }
        throw new MalformedReplyException("no integer where one belongs");
    }

    static byte[] bytes(Object part) {
        if (part instanceof byte[] bytes) {
            return bytes;
        }
        throw new MalformedReplyException("no string where one belongs");
    }

    static String text(Object part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    static long decimal(Object part) {
        try {
            return Long.parseLong(text(part));
        } catch (NumberFormatException e) {
            throw new MalformedReplyException("no number where one belongs", e);
        }
    }

    static long raw(Object part) {
        byte[] bytes = bytes(part);
        if (bytes.length != Long.BYTES) {
            throw new MalformedReplyException(bytes.length + " bytes where 8 belong");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    static Version version(Object part) {
        byte[] bytes = bytes(part);
        if (bytes.length != 2 * Long.BYTES) {
            throw new MalformedReplyException(bytes.length + " bytes where a version belongs");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Version(buffer.getLong(), buffer.getLong());
    }
}
