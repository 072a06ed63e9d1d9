package org.terracecache.redis;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.remote.Announce;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Beat;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Request;
import org.terracecache.remote.Scan;
import redis.clients.jedis.CommandArguments;

/** One request on its way: what is known of it, and in the end its callback. Used by one thread at a time. */
final class Flight<A extends Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(Flight.class);

    /** A server whose clock runs ahead of what was known says so once; more often means that its clock is not to be relied on. */
    private static final int MOST_LATE_REPLIES = 3;

    private final Request<A> request;
    private final Call call;
    private final KeyLayout layout;
    private final long deadlineNanos;
    private boolean withSource;
    private int lateReplies;
    private boolean landed;
    private @Nullable A answer;
    private @Nullable Failure failure;

    Flight(Request<A> request, Call call, KeyLayout layout, long startNanos) {
        this.request = request;
        this.call = call;
        this.layout = layout;
        this.deadlineNanos = startNanos + request.timeoutNanos();
    }

    /** When the command's time is over, by {@code nanoTime}. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    long remainingNanos() {
        return deadlineNanos - System.nanoTime();
    }

    int bytes() {
        return call.bytes();
    }

    /** Whether its outcome would be unknown if no reply came. */
    boolean isMutation() {
        return request.command().isMutation();
    }

    /** Whether it may be sent again after it was refused for the time being; a heartbeat is not. */
    boolean isPatient() {
        return !(request.command() instanceof Beat);
    }

    CommandArguments arguments(RedisConnection connection) {
        long latest = isMutation() ? connection.microsIn(remainingNanos()) : 0;
        return call.toArguments(latest, withSource);
    }

    /** From now on, the script's text is sent. */
    void sendSource() {
        withSource = true;
    }

    /**
     * Takes the reply.
     *
     * @return whether the command has to be sent again, because the store's clock was ahead of what was known
     */
    boolean receive(Object reply, RedisConnection connection) {
        if (request.command() instanceof Scan || request.command() instanceof Announce) {
            ScriptReply none = new ScriptReply(
                    ScriptReply.Status.DONE, new ReplyHead(0, Version.NONE, 0, connection.server()), reply);
            answer = request.command().on(ReplyDecoder.of(layout, none));
            return false;
        }
        ScriptReply script = ScriptReply.of(reply, connection.server());
        connection.learn(script.head().timeMicros());
        switch (script.status()) {
            case DONE -> answer = request.command().on(ReplyDecoder.of(layout, script));
            case OTHER_BUCKETS -> failure = otherBuckets(script);
            case TOO_LATE -> {
                if (++lateReplies < MOST_LATE_REPLIES && remainingNanos() > 0) {
                    return true;
                }
                failure = new Failure.Refused(Failure.Reason.TOO_LATE, "The command reached Redis too late", null);
            }
        }
        return false;
    }

    private Failure otherBuckets(ScriptReply script) {
        return new Failure.Refused(
                Failure.Reason.OTHER_BUCKETS,
                "The namespace has " + ScriptReply.text(script.body()) + " buckets, and this node is configured with "
                        + layout.buckets().count() + ": see terrace.remote.buckets",
                null);
    }

    /** Decides how it ends without an answer. What was decided first stays. */
    void fail(Failure reason) {
        if (answer == null && failure == null) {
            failure = reason;
        }
    }

    /** Whether its callback was called. */
    boolean isLanded() {
        return landed;
    }

    /** Tells who waits. */
    void land() {
        landed = true;
        try {
            if (answer != null) {
                request.callback().answered(answer);
            } else {
                request.callback().failed(failure != null ? failure : new Failure.Unknown("no reply came"));
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("A callback of a command threw", e);
        }
    }
}
