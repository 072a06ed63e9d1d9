package org.terracecache.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.ScanIteration;

/**
 * The nodes of a run, each with a class loader, a memory layer and a subscription of its own, and the Redis that they share; or one
 * node alone, with nothing below its memory.
 */
final class Cluster implements AutoCloseable {
    private static final int KEYS_AT_ONCE = 1000;

    private final List<Node> nodes = new ArrayList<>();
    private final String namespace = "simulator-" + UUID.randomUUID();
    private final @Nullable RedisServer server;
    private final @Nullable URI foreign;

    private Cluster(@Nullable RedisServer server, @Nullable URI foreign) {
        this.server = server;
        this.foreign = foreign;
    }

    /** Starts what the settings ask for. */
    static Cluster start(Settings settings, Database database, Checker checker, StopSignal stop) {
        Optional<Sharing> sharing = settings.sharing();
        URI foreign = sharing.flatMap(Sharing::redis).orElse(null);
        RedisServer server = sharing.isPresent() && foreign == null ? RedisServer.start() : null;
        if (server != null) {
            stop.atTheVeryEnd(server::close);
        }
        Cluster cluster = new Cluster(server, foreign);
        try {
            cluster.startNodes(settings, database, checker);
            return cluster;
        } catch (CacheException e) {
            cluster.closeNodes();
            cluster.closeServer();
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    private void startNodes(Settings settings, Database database, Checker checker) {
        if (settings.sharing().isEmpty()) {
            nodes.add(new Node("simulator", new Properties(), settings, database, checker));
            return;
        }
        Sharing sharing = settings.sharing().get();
        for (int i = 1; i <= sharing.nodes(); i++) {
            nodes.add(new Node("node-" + i, properties(sharing), settings, database, checker));
        }
    }

    private Properties properties(Sharing sharing) {
        Properties properties = new Properties();
        properties.setProperty("terrace.remote.uri", uri().toString());
        properties.setProperty(
                "terrace.remote.command-timeout", sharing.commandTimeout().toMillis() + " ms");
        properties.setProperty("terrace.namespace", namespace);
        properties.setProperty("terrace.bus.lease", sharing.lease().toMillis() + " ms");
        return properties;
    }

    private URI uri() {
        if (server != null) {
            return server.uri();
        }
        if (foreign == null) {
            throw new IllegalStateException("There is no Redis");
        }
        return foreign;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The Redis of the simulator's own, if it started one. */
    Optional<RedisServer> server() {
        return Optional.ofNullable(server);
    }

    @Override
    public void close() {
        try {
            closeNodes();
            if (foreign != null) {
                leaveNothing(foreign);
            }
        } finally {
            closeServer();
        }
    }

    private void closeNodes() {
        nodes.forEach(Node::close);
    }

    private void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    private void leaveNothing(URI redis) {
        try (RedisClient client = RedisClient.create(redis)) {
            ScanIteration pages = client.scanIteration(KEYS_AT_ONCE, "{" + namespace + "#*");
            while (!pages.isIterationCompleted()) {
                Collection<String> keys = pages.nextBatchList();
                if (!keys.isEmpty()) {
                    client.unlink(keys.toArray(String[]::new));
                }
            }
        }
    }
}
