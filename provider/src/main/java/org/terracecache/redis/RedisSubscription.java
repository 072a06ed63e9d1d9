package org.terracecache.redis;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.entry.KeyBytes;
import org.terracecache.remote.BusSubscriber;
import org.terracecache.remote.BusSubscription;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection to the bus, and the thread that reads it: connect, subscribe, wait for each confirmation, hand over what comes,
 * tell the loss. A connection that has died without a word is not noticed here: that is what the lease is for.
 */
final class RedisSubscription implements BusSubscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSubscription.class);
    private static final int PARTS = 3;

    private final RedisOptions options;
    private final Map<KeyBytes, RedisBus.Target> channels;
    private final BusSubscriber subscriber;
    private final Consumer<RedisSubscription> onEnd;
    private @Nullable RedisConnection connection;
    private boolean closed;

    RedisSubscription(
            RedisOptions options,
            Map<KeyBytes, RedisBus.Target> channels,
            BusSubscriber subscriber,
            Consumer<RedisSubscription> onEnd) {
        this.options = options;
        this.channels = channels;
        this.subscriber = subscriber;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        String detail = "The subscription ended";
        try {
            RedisConnection opened =
                    RedisConnection.open(options, options.connectTimeout().toNanos());
            if (adopt(opened)) {
                subscribe(opened);
                listen(opened);
            }
        } catch (NotConnectedException e) {
            detail = String.valueOf(e.getMessage());
        } catch (JedisException | MalformedReplyException e) {
            detail = "The subscription at " + options.address() + " was lost: " + e.getMessage();
        } catch (RuntimeException e) {
            detail = "A subscriber threw";
            LOG.warn("A subscriber of the bus threw; its subscription ends, for it may have missed something", e);
        } finally {
            end(detail);
        }
    }

    /** Takes a new connection, unless the subscription was closed meanwhile. */
    private synchronized boolean adopt(RedisConnection opened) {
        if (closed) {
            opened.abort();
            return false;
        }
        connection = opened;
        return true;
    }

    private void subscribe(RedisConnection opened) {
        CommandArguments subscribe = new CommandArguments(Command.SUBSCRIBE);
        channels.keySet().forEach(channel -> subscribe.add(channel.toBytes()));
        opened.send(subscribe);
        long deadline = System.nanoTime() + options.connectTimeout().toNanos();
        for (int confirmed = 0; confirmed < channels.size(); ) {
            List<?> push = push(opened.receive(deadline - System.nanoTime()));
            if (ScriptReply.text(push.get(0)).equals("subscribe")) {
                confirmed++;
            } else {
                deliver(push);
            }
        }
        tell(to -> to.confirmed(opened.server()));
    }

    private void listen(RedisConnection opened) {
        while (isOpen()) {
            deliver(push(opened.receive()));
        }
    }

    private static List<?> push(Object reply) {
        List<?> push = ScriptReply.list(reply);
        if (push.size() != PARTS) {
            throw new MalformedReplyException("a push of " + push.size() + " parts");
        }
        return push;
    }

    private void deliver(List<?> push) {
        if (!ScriptReply.text(push.get(0)).equals("message")) {
            throw new MalformedReplyException("no message where one belongs");
        }
        RedisBus.Target target = channels.get(KeyBytes.of(ScriptReply.bytes(push.get(1))));
        byte[] bytes = ScriptReply.bytes(push.get(2));
        if (target != null) {
            tell(to -> target.deliver(to, bytes));
        }
    }

    private void tell(Consumer<BusSubscriber> call) {
        if (isOpen()) {
            call.accept(subscriber);
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private void end(String detail) {
        boolean lost = isOpen();
        close();
        if (lost) {
            try {
                subscriber.lost(detail);
            } catch (RuntimeException e) {
                LOG.warn("A subscriber of the bus threw at the loss of its subscription", e);
            }
        }
    }

    @Override
    public void close() {
        RedisConnection current;
        synchronized (this) {
            closed = true;
            current = connection;
        }
        if (current != null) {
            current.abort();
        }
        onEnd.accept(this);
    }
}
