package org.terracecache.memory;

import org.jspecify.annotations.Nullable;
import org.terracecache.event.Cause;

/** What a change of an entry demands of the state that it meets. */
public enum Mutation {
    /** Stores whatever is there. */
    PUT(Cause.PUT) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return true;
        }
    },
    /** Stores if nothing is there; the outcome of a refusal is what is there. */
    PUT_IF_ABSENT(Cause.PUT) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior == null;
        }
    },
    /** Stores if something is there, on behalf of an unconditional store. */
    PUT_IF_PRESENT(Cause.PUT) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior != null;
        }
    },
    /** Stores if something is there. */
    REPLACE(Cause.REPLACE) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior != null;
        }
    },
    /** Stores if that very value is there. */
    REPLACE_SAME(Cause.REPLACE) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior != null && prior == expected;
        }
    },
    /** Removes what is there. */
    REMOVE(Cause.REMOVE) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior != null;
        }
    },
    /** Removes if that very value is there. */
    REMOVE_SAME(Cause.REMOVE) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior != null && prior == expected;
        }
    },
    /** Stores or removes on behalf of an entry processor, which holds the key. */
    INVOKE(Cause.INVOKE) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return true;
        }
    },
    /** Stores a value that was loaded for an entry processor, which holds the key. */
    LOADED(Cause.LOAD) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return true;
        }
    },
    /** Stores a loaded value if nothing is there and nothing overtook the load. */
    FILL(Cause.LOAD) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return prior == null && stands(expected);
        }
    },
    /** Stores a loaded value over what is there if nothing overtook the load. */
    REFILL(Cause.LOAD) {
        @Override
        boolean allows(@Nullable Object prior, @Nullable Object expected) {
            return stands(expected);
        }
    };

    private final Cause cause;

    Mutation(Cause cause) {
        this.cause = cause;
    }

    /**
     * Whether the change may happen.
     *
     * @param prior the live value that is there, null if there is none
     * @param expected the very value that must be there, or the load's {@link Ticket}
     */
    abstract boolean allows(@Nullable Object prior, @Nullable Object expected);

    /** The outcome of a change that was not allowed. */
    @Nullable Object refusal(@Nullable Object prior) {
        return this == PUT_IF_ABSENT ? prior : MemoryLayer.REFUSED;
    }

    /** Whether a change with a value can make an entry where none was. */
    boolean creates() {
        return switch (this) {
            case PUT, PUT_IF_ABSENT, INVOKE, LOADED, FILL, REFILL -> true;
            case PUT_IF_PRESENT, REPLACE, REPLACE_SAME, REMOVE, REMOVE_SAME -> false;
        };
    }

    /** Whether it stores what was loaded, by a load's ticket. */
    public boolean isFill() {
        return this == FILL || this == REFILL;
    }

    /** What such a change is told to be. */
    public Cause cause() {
        return cause;
    }

    private static boolean stands(@Nullable Object ticket) {
        return ticket instanceof Ticket t && t.stands();
    }
}
