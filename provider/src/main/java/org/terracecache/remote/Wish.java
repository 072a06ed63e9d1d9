package org.terracecache.remote;

import java.util.Map;
import java.util.Set;

/**
 * Registers what this node wants of caches in a bucket, in place of what it wanted of them before. What a node wants is good
 * until one deadline for all of it, which each wish and each heartbeat move.
 *
 * @param bucket the bucket
 * @param wishes what is wanted, by cache; an empty set takes a wish back
 * @param wishMillis for how long all wishes of the node are good from now on, in milliseconds, positive
 */
public record Wish(int bucket, Map<String, Set<Wanted>> wishes, long wishMillis) implements Command<Done> {
    /** A wish. Throws {@link IllegalArgumentException} if there is no such bucket, no cache or too many, or no life. */
    public Wish {
        wishes = Map.copyOf(wishes);
        Command.requireBucket(bucket);
        Command.requireKeys(wishes.size());
        if (wishMillis <= 0) {
            throw new IllegalArgumentException("A wish needs a life");
        }
    }

    @Override
    public Done on(Operations operations) {
        return operations.wish(this);
    }

    @Override
    public boolean isMutation() {
        return true;
    }

    /** What messages should carry, or the store should do, for a node that listens. */
    public enum Wanted {
        /** The values that were there before. */
        OLD_VALUES(1),
        /** The values that are there now. */
        NEW_VALUES(2),
        /** Messages about entries whose lives are over. */
        EXPIRIES(4);

        private final int bit;

        Wanted(int bit) {
            this.bit = bit;
        }

        /** The bits of a set of wishes, as they are stored. */
        public static int bits(Set<Wanted> wanted) {
            return wanted.stream().mapToInt(each -> each.bit).sum();
        }
    }
}
