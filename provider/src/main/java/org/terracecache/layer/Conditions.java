package org.terracecache.layer;

import org.jspecify.annotations.Nullable;
import org.terracecache.memory.Change;
import org.terracecache.memory.Mutation;
import org.terracecache.remote.Condition;
import org.terracecache.remote.LoadTicket;

/** What a change demands, as the store is told. */
final class Conditions {
    private Conditions() {}

    /** Of a change that is no fill. */
    static Condition of(Change change) {
        return switch (change.mutation()) {
            case PUT, REMOVE -> Condition.ANY;
            case PUT_IF_ABSENT -> Condition.ABSENT;
            case PUT_IF_PRESENT, REPLACE -> Condition.PRESENT;
            case REPLACE_SAME, REMOVE_SAME, INVOKE, LOADED -> same(change.expected());
            case FILL, REFILL -> throw new IllegalArgumentException("A fill has a ticket");
        };
    }

    private static Condition same(@Nullable Object expected) {
        return expected == null
                ? Condition.ABSENT
                : new Condition.SameVersion(Answered.entryOf(expected).version());
    }

    /** That the load's ticket stands; null if the load does not, or never had one. */
    static @Nullable Condition ofFill(Change fill) {
        LoadTicket ticket = fill.expected() instanceof Load load && load.stands() ? load.ticket() : null;
        return ticket == null ? null : new Condition.TicketStands(ticket, fill.mutation() == Mutation.FILL);
    }
}
