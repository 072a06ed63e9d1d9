package org.terracecache.remote;

import org.terracecache.bus.MessageType;

/**
 * A command that may change what is stored and, if it does, gives it the bucket's next version and publishes a message: one
 * script, one version, one message.
 */
public sealed interface Mutation extends Command<Mutated> permits Write, Remove, Clear, RemoveTag {
    /** The bucket. */
    int bucket();

    /** The cache. */
    String cache();

    /** The random number that tells this mutation from any other one, also after a failover that lost writes. */
    long stamp();

    /** The type of the message that was published if that was the answer. */
    MessageType told(Mutated answer);

    @Override
    default boolean isMutation() {
        return true;
    }
}
