package org.terracecache.remote;

/**
 * Reads a bucket's meta: the answer's head is all of it. Creates it with a new incarnation if it is missing. Bucket 0 is there
 * whatever the number of buckets: a node that asks for it first learns whether its own number is the namespace's.
 *
 * @param bucket the bucket
 */
public record ReadMeta(int bucket) implements Command<Done> {
    /** A read. Throws {@link IllegalArgumentException} if there is no such bucket. */
    public ReadMeta {
        Command.requireBucket(bucket);
    }

    @Override
    public Done on(Operations operations) {
        return operations.readMeta(this);
    }
}
