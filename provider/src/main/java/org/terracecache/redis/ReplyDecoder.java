package org.terracecache.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.Entry;
import org.terracecache.entry.EntryFormat;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.MalformedEntryException;
import org.terracecache.entry.Version;
import org.terracecache.remote.Announce;
import org.terracecache.remote.Announced;
import org.terracecache.remote.Beat;
import org.terracecache.remote.Check;
import org.terracecache.remote.Checked;
import org.terracecache.remote.Clear;
import org.terracecache.remote.Done;
import org.terracecache.remote.Life;
import org.terracecache.remote.LoadTicket;
import org.terracecache.remote.Mutated;
import org.terracecache.remote.Operations;
import org.terracecache.remote.Outcome;
import org.terracecache.remote.Page;
import org.terracecache.remote.Read;
import org.terracecache.remote.ReadMeta;
import org.terracecache.remote.Reclaim;
import org.terracecache.remote.Reclaimed;
import org.terracecache.remote.Remove;
import org.terracecache.remote.RemoveTag;
import org.terracecache.remote.Scan;
import org.terracecache.remote.Touch;
import org.terracecache.remote.Touched;
import org.terracecache.remote.Values;
import org.terracecache.remote.Wish;
import org.terracecache.remote.Write;

/**
 * Says one reply in the words of the command that it answers. Trusts nothing of it: what does not fit the command ends in a
 * {@link MalformedReplyException}, and entries in it are untrusted bytes.
 */
final class ReplyDecoder implements Operations {
    /** In the order of the numbers that the scripts have for them, from 1 on. */
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.CREATED, Outcome.UPDATED, Outcome.REMOVED, Outcome.ABSENT, Outcome.UNMET, Outcome.UNREADABLE);

    private static final int FOUND = 1;
    private static final int PRESENT = 2;
    private static final int MISSING = 3;

    private final KeyLayout layout;
    private final ScriptReply reply;

    private ReplyDecoder(KeyLayout layout, ScriptReply reply) {
        this.layout = layout;
        this.reply = reply;
    }

    /** For the reply of a script that was done, or one of Redis's own commands dressed as such: its body is the reply. */
    static ReplyDecoder of(KeyLayout layout, ScriptReply reply) {
        return new ReplyDecoder(layout, reply);
    }

    @Override
    public Values read(Read command) {
        List<Values.Value> values = new ArrayList<>();
        for (Object part : parts(reply.body(), command.keys().size())) {
            values.add(value(ScriptReply.list(part)));
        }
        return new Values(reply.head(), values);
    }

    private Values.Value value(List<?> parts) {
        requireSize(parts, 5);
        Values.Ticketed ticket = ticket(parts.get(3), ScriptReply.number(parts.get(4)) == 1);
        int state = (int) ScriptReply.number(parts.get(0));
        if (state == FOUND) {
            try {
                Entry entry = EntryFormat.decode(ScriptReply.bytes(parts.get(1)), layout.limits());
                return new Values.Found(entry, life(parts.get(2)), ticket);
            } catch (MalformedEntryException e) {
                return new Values.Unreadable(message(e), ticket);
            }
        } else if (state == PRESENT) {
            return new Values.Present(ScriptReply.version(parts.get(1)), life(parts.get(2)), ticket);
        } else if (state == MISSING) {
            return new Values.Missing(ticket);
        }
        return new Values.Unreadable(ScriptReply.text(parts.get(1)), ticket);
    }

    private static String message(MalformedEntryException e) {
        String message = e.getMessage();
        return message == null ? "malformed" : message;
    }

    private static Values.@Nullable Ticketed ticket(@Nullable Object part, boolean left) {
        if (part == null) {
            return null;
        }
        byte[] bytes = ScriptReply.bytes(part);
        if (bytes.length != 3 * Long.BYTES) {
            throw new MalformedReplyException(bytes.length + " bytes where a ticket belongs");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        LoadTicket ticket = new LoadTicket(buffer.getLong(), new Version(buffer.getLong(), buffer.getLong()));
        return new Values.Ticketed(ticket, left);
    }

    private static Life life(Object part) {
        long millis = ScriptReply.decimal(part);
        if (millis < -1) {
            throw new MalformedReplyException("a life of " + millis + " ms");
        }
        return new Life(millis);
    }

    @Override
    public Mutated write(Write command) {
        return mutated(command.items().stream().map(Write.Item::key).toList());
    }

    @Override
    public Mutated remove(Remove command) {
        return mutated(command.items().stream().map(Remove.Item::key).toList());
    }

    @Override
    public Mutated clear(Clear command) {
        return mutated(List.of());
    }

    @Override
    public Mutated removeTag(RemoveTag command) {
        return mutated(List.of());
    }

    private Mutated mutated(List<KeyBytes> keys) {
        List<?> body = parts(reply.body(), 2);
        List<?> results = parts(body.get(1), keys.size());
        List<Mutated.Result> decoded = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            decoded.add(result(keys.get(i), ScriptReply.list(results.get(i))));
        }
        return new Mutated(reply.head(), ScriptReply.number(body.get(0)) == 1, decoded);
    }

    private Mutated.Result result(KeyBytes key, List<?> parts) {
        requireSize(parts, 4);
        long outcome = ScriptReply.number(parts.get(0));
        if (outcome < 1 || outcome > OUTCOMES.size()) {
            throw new MalformedReplyException("outcome " + outcome);
        }
        return new Mutated.Result(
                key,
                OUTCOMES.get((int) outcome - 1),
                ScriptReply.version(parts.get(1)),
                old(parts.get(2)),
                life(parts.get(3)));
    }

    private @Nullable Entry old(@Nullable Object part) {
        if (part == null) {
            return null;
        }
        try {
            return EntryFormat.decode(ScriptReply.bytes(part), layout.limits());
        } catch (MalformedEntryException e) {
            return null;
        }
    }

    @Override
    public Checked check(Check command) {
        List<Version> found = new ArrayList<>();
        List<Boolean> same = new ArrayList<>();
        for (Object part : parts(reply.body(), command.items().size())) {
            List<?> pair = parts(part, 2);
            found.add(ScriptReply.version(pair.get(0)));
            same.add(ScriptReply.number(pair.get(1)) == 1);
        }
        return new Checked(reply.head(), found, same);
    }

    @Override
    public Touched touch(Touch command) {
        List<Boolean> done = parts(reply.body(), command.items().size()).stream()
                .map(part -> ScriptReply.number(part) == 1)
                .toList();
        return new Touched(reply.head(), done);
    }

    @Override
    public Reclaimed reclaim(Reclaim command) {
        return new Reclaimed(reply.head(), (int) ScriptReply.number(reply.body()));
    }

    @Override
    public Done readMeta(ReadMeta command) {
        return new Done(reply.head());
    }

    @Override
    public Done beat(Beat command) {
        return new Done(reply.head());
    }

    @Override
    public Done wish(Wish command) {
        return new Done(reply.head());
    }

    @Override
    public Page scan(Scan command) {
        List<?> parts = parts(reply.body(), 2);
        String cursor = ScriptReply.text(parts.get(0));
        List<KeyLayout.Place> places = new ArrayList<>();
        for (Object name : ScriptReply.list(parts.get(1))) {
            KeyLayout.Place place = layout.place(command.cache(), ScriptReply.bytes(name));
            if (place != null) {
                places.add(place);
            }
        }
        return new Page(reply.head().server(), cursor.equals("0") ? Scan.START : cursor, places);
    }

    @Override
    public Announced announce(Announce command) {
        return new Announced(reply.head().server());
    }

    private static List<?> parts(Object part, int size) {
        List<?> parts = ScriptReply.list(part);
        requireSize(parts, size);
        return parts;
    }

    private static void requireSize(List<?> parts, int size) {
        if (parts.size() != size) {
            throw new MalformedReplyException(parts.size() + " parts where " + size + " belong");
        }
    }
}
