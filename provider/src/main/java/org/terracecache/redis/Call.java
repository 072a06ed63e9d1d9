package org.terracecache.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A command in Redis's words: a script with its keys and arguments, or a command of Redis's own. Built by one thread. */
final class Call {
    /** Where a script's arguments have the latest time at which it may run. */
    private static final int LATEST = 2;

    private static final byte[] ANY_TIME = {'0'};

    private final @Nullable Script script;
    private final Command command;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> arguments = new ArrayList<>();
    private int bytes;

    private Call(@Nullable Script script, Command command) {
        this.script = script;
        this.command = command;
    }

    static Call of(Script script) {
        return new Call(script, Command.EVALSHA);
    }

    static Call of(Command command) {
        return new Call(null, command);
    }

    Call key(byte[] key) {
        keys.add(key);
        bytes += key.length;
        return this;
    }

    Call add(byte[] argument) {
        arguments.add(argument);
        bytes += argument.length;
        return this;
    }

    Call add(String argument) {
        return add(argument.getBytes(StandardCharsets.UTF_8));
    }

    Call add(long argument) {
        return add(Long.toString(argument));
    }

    /** Keeps a place for the latest time at which the script may run. */
    Call latest() {
        return add(ANY_TIME);
    }

    /** About how many bytes are sent. */
    int bytes() {
        return bytes;
    }

    /**
     * What is sent.
     *
     * @param latestMicros the latest time at which a script may run, in microseconds of the store's clock; 0 for any
     * @param withSource whether the script's text is sent, because the server does not know its digest
     */
    CommandArguments toArguments(long latestMicros, boolean withSource) {
        if (script == null) {
            CommandArguments plain = new CommandArguments(command);
            arguments.forEach(plain::add);
            return plain;
        }
        CommandArguments all = new CommandArguments(withSource ? Command.EVAL : Command.EVALSHA)
                .add(withSource ? script.source() : script.digest())
                .add(keys.size());
        keys.forEach(all::key);
        if (latestMicros != 0) {
            arguments.set(LATEST, Long.toString(latestMicros).getBytes(StandardCharsets.US_ASCII));
        }
        arguments.forEach(all::add);
        return all;
    }
}
