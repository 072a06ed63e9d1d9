package org.terracecache.redis;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Names;
import org.terracecache.entry.Payload;
import org.terracecache.entry.Tags;
import org.terracecache.entry.Version;
import org.terracecache.remote.Announce;
import org.terracecache.remote.Beat;
import org.terracecache.remote.Check;
import org.terracecache.remote.Command;
import org.terracecache.remote.Condition;
import org.terracecache.remote.LoadTicket;
import org.terracecache.remote.Mutation;
import org.terracecache.remote.Read;
import org.terracecache.remote.ReadMeta;
import org.terracecache.remote.Reclaim;
import org.terracecache.remote.Remove;
import org.terracecache.remote.RemoveTag;
import org.terracecache.remote.Scan;
import org.terracecache.remote.Touch;
import org.terracecache.remote.Wish;
import org.terracecache.remote.Write;
import redis.clients.jedis.Protocol;

/**
 * Says commands in the words of the scripts, whose heads list their arguments. Safe for any thread. Throws
 * {@link IllegalArgumentException} for what is beyond the limits.
 */
final class CommandEncoder {
    private static final byte[] NOTHING = {};

    private final KeyLayout layout;
    private final String node;
    private final byte[] origin;
    private final LongSupplier incarnations;

    /** An encoder for a node. The incarnations that it draws are never the same twice. */
    CommandEncoder(KeyLayout layout, String node, LongSupplier incarnations) {
        this.layout = layout;
        this.node = node;
        this.origin = Names.utf8(node, layout.limits().nameBytes(), "A node's name");
        this.incarnations = incarnations;
    }

    Call encode(Command<?> command) {
        if (command instanceof Read read) {
            return read(read);
        } else if (command instanceof Mutation mutation) {
            return mutation(mutation);
        } else if (command instanceof Check check) {
            return check(check);
        } else if (command instanceof Touch touch) {
            return touch(touch);
        } else if (command instanceof Reclaim reclaim) {
            return reclaim(reclaim);
        } else if (command instanceof ReadMeta read) {
            return begin(Script.META, read.bucket(), NOTHING);
        } else if (command instanceof Beat beat) {
            return beat(beat);
        } else if (command instanceof Wish wish) {
            return wish(wish);
        } else if (command instanceof Scan scan) {
            return scan(scan);
        }
        Announce announce = (Announce) command;
        return Call.of(Protocol.Command.PUBLISH)
                .add(layout.nodes())
                .add(announce.announcement().encode());
    }

    private Call begin(Script script, int bucket, byte[] cache) {
        return header(Call.of(script).key(layout.meta(known(bucket))), cache);
    }

    private Call header(Call call, byte[] cache) {
        return call.add(layout.buckets().count())
                .add(raw(incarnations.getAsLong()))
                .latest()
                .add(cache)
                .add(layout.limits().payloadBytes());
    }

    private int known(int bucket) {
        if (bucket >= layout.buckets().count()) {
            throw new IllegalArgumentException(
                    "There is no bucket " + bucket + " of " + layout.buckets().count());
        }
        return bucket;
    }

    private Call read(Read read) {
        boolean tickets = read.tickets() != Read.Tickets.NONE;
        Call call = begin(Script.READ, read.bucket(), layout.escaped(read.cache()));
        for (Read.Item item : read.keys()) {
            call.key(entry(read.bucket(), read.cache(), item.key()));
            if (tickets) {
                call.key(layout.ticket(read.bucket(), read.cache(), item.key()));
            }
        }
        call.add(read.part() == Read.Part.ENTRY ? "e" : "v")
                .add(
                        switch (read.tickets()) {
                            case NONE -> "n";
                            case WHERE_ABSENT -> "w";
                            case ALWAYS -> "a";
                        })
                .add(read.ticketMillis());
        read.keys().forEach(item -> call.add(version(item.known())));
        return call;
    }

    private Call mutation(Mutation mutation) {
        if (mutation instanceof Write write) {
            return write(write);
        } else if (mutation instanceof Remove remove) {
            return remove(remove);
        } else if (mutation instanceof RemoveTag removal) {
            byte[] tag = Names.utf8(removal.tag(), layout.limits().tagBytes(), "A tag");
            return begin(Script.CLEAR, mutation, MessageType.TAG_REMOVED, tag);
        }
        return begin(Script.CLEAR, mutation, MessageType.CLEARED, NOTHING);
    }

    private Call begin(Script script, Mutation mutation, MessageType type, byte[] tag) {
        int bucket = mutation.bucket();
        int beforeKey = layout.entry(known(bucket), mutation.cache(), KeyBytes.of(NOTHING)).length;
        return begin(script, bucket, layout.escaped(mutation.cache()))
                .add(bucket)
                .add(layout.channel(bucket))
                .add(raw(mutation.stamp()))
                .add(layout.plain(mutation.cache()))
                .add(origin)
                .add(type.code())
                .add(tag)
                .add(beforeKey);
    }

    private Call write(Write write) {
        Call call = begin(Script.WRITE, write, write.type(), NOTHING);
        for (Write.Item item : write.items()) {
            layout.limits().requireFit(item.key(), item.payload(), item.tags());
            key(call, write, item.key(), item.condition());
            call.add(item.creation().millis())
                    .add(item.update().millis())
                    .add(item.payload().codec())
                    .add(Tags.encode(item.tags(), layout.limits()))
                    .add(item.payload().bytes())
                    .add(item.old() ? 1 : 0);
        }
        return call;
    }

    private Call remove(Remove remove) {
        Call call = begin(Script.REMOVE, remove, remove.type(), NOTHING);
        for (Remove.Item item : remove.items()) {
            key(call, remove, item.key(), item.condition());
            call.add(item.old() ? 1 : 0);
        }
        return call;
    }

    private void key(Call call, Mutation mutation, KeyBytes key, Condition condition) {
        call.key(entry(mutation.bucket(), mutation.cache(), key))
                .key(layout.ticket(mutation.bucket(), mutation.cache(), key));
        if (condition instanceof Condition.Any) {
            call.add("a").add(NOTHING);
        } else if (condition instanceof Condition.Absent) {
            call.add("n").add(NOTHING);
        } else if (condition instanceof Condition.Present) {
            call.add("p").add(NOTHING);
        } else if (condition instanceof Condition.SameBytes same) {
            call.add("b").add(bytes(same.payload()));
        } else if (condition instanceof Condition.SameVersion same) {
            call.add("v").add(version(same.version()));
        } else if (condition instanceof Condition.Refresh refresh) {
            call.add("v").add(version(refresh.version()));
        } else if (condition instanceof Condition.TicketStands stands) {
            call.add(stands.absent() ? "T" : "t").add(ticket(stands.ticket()));
        }
    }

    private Call check(Check check) {
        Call call = begin(Script.CHECK, check.bucket(), layout.escaped(check.cache()));
        for (Check.Item item : check.items()) {
            call.key(entry(check.bucket(), check.cache(), item.key())).add(version(item.expected()));
        }
        return call;
    }

    private Call touch(Touch touch) {
        Call call = begin(Script.TOUCH, touch.bucket(), layout.escaped(touch.cache()));
        for (Touch.Item item : touch.items()) {
            call.key(entry(touch.bucket(), touch.cache(), item.key()))
                    .add(version(item.version()))
                    .add(item.life().millis());
        }
        return call;
    }

    private Call reclaim(Reclaim reclaim) {
        Call call = begin(Script.RECLAIM, reclaim.bucket(), layout.escaped(reclaim.cache()));
        reclaim.keys().forEach(key -> call.key(entry(reclaim.bucket(), reclaim.cache(), key)));
        return call;
    }

    private Call beat(Beat beat) {
        List<Integer> buckets = beat.buckets();
        Call call = Call.of(Script.BEAT);
        buckets.forEach(bucket -> call.key(layout.meta(known(bucket))));
        header(call, NOTHING)
                .add(layout.heartbeats(buckets.get(0), node))
                .add(origin)
                .add(raw(beat.nonce()))
                .add(beat.wishMillis());
        buckets.forEach(call::add);
        return call;
    }

    private Call wish(Wish wish) {
        Call call = begin(Script.WISH, wish.bucket(), NOTHING).add(origin).add(wish.wishMillis());
        wish.wishes().forEach((cache, wanted) -> call.add(layout.escaped(cache)).add(Wish.Wanted.bits(wanted)));
        return call;
    }

    private Call scan(Scan scan) {
        return Call.of(Protocol.Command.SCAN)
                .add(scan.cursor().equals(Scan.START) ? "0" : scan.cursor())
                .add("MATCH")
                .add(layout.entryPattern(scan.cache()))
                .add("COUNT")
                .add(scan.count());
    }

    private byte[] entry(int bucket, String cache, KeyBytes key) {
        layout.limits().requireFit(key);
        return layout.entry(bucket, cache, key);
    }

    private static byte[] raw(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] version(Version version) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(version.number())
                .putLong(version.stamp())
                .array();
    }

    private static byte[] ticket(LoadTicket ticket) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(ticket.incarnation())
                .put(version(ticket.last()))
                .array();
    }

    private static byte[] bytes(Payload payload) {
        return ByteBuffer.allocate(Short.BYTES + payload.bytes().length)
                .putShort((short) payload.codec())
                .put(payload.bytes())
                .array();
    }
}
