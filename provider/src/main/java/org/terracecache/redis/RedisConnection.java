package org.terracecache.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.terracecache.remote.Failure;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection that knows which server it is on (its run id was read when it was made), and what time it is there at least.
 * Used by one thread at a time; only {@link #abort} may be called from any.
 */
final class RedisConnection {
    private static final int LEAST_MAJOR_VERSION = 7;

    private final Connection connection;
    private final String server;
    private long knownMicros;
    private long knownNanos;

    private RedisConnection(Connection connection, String server) {
        this.connection = connection;
        this.server = server;
    }

    /**
     * Makes a connection, within a time that is not longer than the options allow.
     *
     * @throws NotConnectedException saying which address, why, and which option to look at
     */
    static RedisConnection open(RedisOptions options, long withinNanos) throws NotConnectedException {
        int millis = millis(Math.min(withinNanos, options.connectTimeout().toNanos()));
        Connection raw = connect(options, millis);
        try {
            raw.sendCommand(new CommandArguments(Command.INFO).add("server"));
            raw.sendCommand(Command.TIME);
            String info = text(raw.getOne());
            requireKnownServer(info, options);
            RedisConnection connection = new RedisConnection(raw, field(info, "run_id"));
            connection.learn(micros(raw.getOne()));
            return connection;
        } catch (JedisException | MalformedReplyException e) {
            close(raw);
            throw notConnected(options, e);
        } catch (NotConnectedException e) {
            close(raw);
            throw e;
        }
    }

    private static Connection connect(RedisOptions options, int millis) throws NotConnectedException {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .user(options.user())
                .password(options.password())
                .database(options.database())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (options.tls()) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        try {
            return new Connection(new HostAndPort(options.host(), options.port()), config.build());
        } catch (JedisException e) {
            throw notConnected(options, e);
        }
    }

    private static NotConnectedException notConnected(RedisOptions options, RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        boolean denied =
                e instanceof JedisAccessControlException || ErrorReply.reason(message) == Failure.Reason.DENIED;
        if (denied) {
            // The cause is left out, and its text too: nobody knows what a server says about credentials.
            return new NotConnectedException(
                    Failure.Reason.DENIED,
                    "Redis at " + options.address()
                            + " refuses the user or the password, or forbids a command: see terrace.remote.uri");
        }
        if (e instanceof JedisDataException) {
            return new NotConnectedException(
                    ErrorReply.reason(message), "Redis at " + options.address() + " says: " + message, e);
        }
        return new NotConnectedException(
                Failure.Reason.NOT_CONNECTED,
                "No connection to Redis at " + options.address() + " within "
                        + options.connectTimeout().toMillis()
                        + " ms (" + root(e) + "): see terrace.remote.uri and terrace.remote.connect-timeout",
                e);
    }

    /** What was at the bottom of it: others only say that there is no connection. Jedis suppresses what happened at each address. */
    private static Throwable root(Throwable e) {
        if (e.getCause() != null) {
            return root(e.getCause());
        }
        return e.getSuppressed().length == 0 ? e : root(e.getSuppressed()[0]);
    }

    private static void requireKnownServer(String info, RedisOptions options) throws NotConnectedException {
        String version = field(info, "redis_version");
        String major = version.substring(0, Math.max(0, version.indexOf('.')));
        boolean known = major.matches("\\d{1,4}") && Integer.parseInt(major) >= LEAST_MAJOR_VERSION;
        if (!known) {
            throw new NotConnectedException(
                    Failure.Reason.REJECTED,
                    "Redis at " + options.address() + " has version " + version + ", and Terrace needs 7.0 or later");
        }
    }

    /** The run id of the server. */
    String server() {
        return server;
    }

    // ---- the server's time

    /** Learns the server's time from a reply that has just arrived. */
    void learn(long micros) {
        knownMicros = micros;
        knownNanos = System.nanoTime();
    }

    /** A time that the server's clock will have reached for sure when the duration is over here. */
    long microsIn(long nanos) {
        return knownMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - knownNanos + nanos);
    }

    /** How long ago the server was last heard of. */
    long silentNanos() {
        return System.nanoTime() - knownNanos;
    }

    /** Whether the server still answers; asks it for its time. */
    boolean isAlive(long withinNanos) {
        try {
            connection.setSoTimeout(millis(withinNanos));
            connection.sendCommand(Command.TIME);
            learn(micros(connection.getOne()));
            return true;
        } catch (JedisException | MalformedReplyException e) {
            return false;
        }
    }

    // ---- commands

    /** Sends a command, or a part of it: what does not fill a buffer goes out with the next reply that is waited for. */
    void send(CommandArguments arguments) {
        connection.sendCommand(arguments);
    }

    /**
     * The next reply.
     *
     * @throws JedisDataException if the server replied with an error
     * @throws JedisException if there is no reply; the connection is then of no more use
     */
    Object receive(long withinNanos) {
        connection.setSoTimeout(millis(withinNanos));
        return connection.getOne();
    }

    /** The next reply, whenever it comes. */
    Object receive() {
        connection.setTimeoutInfinite();
        return connection.getOne();
    }

    /** Cuts the connection, whoever is using it. */
    void abort() {
        try {
            connection.forceDisconnect();
        } catch (IOException | JedisException e) {
            connection.setBroken();
        }
    }

    void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.disconnect();
        } catch (JedisException e) {
            connection.setBroken();
        }
    }

    // ---- replies

    private static long micros(Object reply) {
        List<?> parts = ScriptReply.list(reply);
        if (parts.size() != 2) {
            throw new MalformedReplyException("a time of " + parts.size() + " parts");
        }
        return TimeUnit.SECONDS.toMicros(ScriptReply.decimal(parts.get(0))) + ScriptReply.decimal(parts.get(1));
    }

    private static String text(Object reply) {
        return new String(ScriptReply.bytes(reply), StandardCharsets.UTF_8);
    }

    private static String field(String info, String name) {
        String start = name + ":";
        return info.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static int millis(long nanos) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999)));
    }
}
