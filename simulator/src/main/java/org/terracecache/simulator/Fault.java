package org.terracecache.simulator;

import java.util.Locale;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** What can happen to a Redis in the middle of a run. */
enum Fault {
    /** The server stops in the middle of what it does (SIGSTOP), connections stay, and then goes on (SIGCONT). */
    PAUSE {
        @Override
        void begin(RedisServer server) {
            server.pause();
        }

        @Override
        void end(RedisServer server) {
            server.resume();
        }
    },
    /** The server is killed, and then started anew, empty, on the same port. */
    KILL {
        @Override
        void begin(RedisServer server) {
            server.kill();
        }

        @Override
        void end(RedisServer server) {
            server.restart();
        }
    },
    /** The server closes all subscriptions, again and again. */
    DROP_SUBSCRIBER {
        @Override
        void again(RedisClient client) {
            Object ignored = client.executeCommand(
                    new CommandArguments(Command.CLIENT).add("KILL").add("TYPE").add("pubsub"));
        }
    },
    /** The server forgets all keys, again and again. */
    FLUSH {
        @Override
        void again(RedisClient client) {
            client.flushAll();
        }
    };

    /** What is done once, when it begins. */
    void begin(RedisServer server) {}

    /** What is done several times a second while it lasts. */
    void again(RedisClient client) {}

    /** What is done once, when it is over. */
    void end(RedisServer server) {}

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
