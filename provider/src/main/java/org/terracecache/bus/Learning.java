package org.terracecache.bus;

import java.util.Collection;
import java.util.Set;
import org.terracecache.entry.KeyBytes;

/**
 * What it means to learn something: requests under way get a bar, older entries are dropped, running loads are detached [detach]. Guarded by the
 * bucket's monitor.
 */
final class Learning {
    private final Set<Rule> rules;
    private final Replica replica;

    Learning(Set<Rule> rules, Replica replica) {
        this.rules = rules;
        this.replica = replica;
    }

    /** A message told of a mutation. */
    void byMessage(Slice slice, Message message) {
        long version = message.version().number();
        switch (message.type()) {
            case CLEARED -> clear(slice, version);
            case TAG_REMOVED -> removeTag(slice, message.tag(), version);
            case FILLED -> {
                if (rules.contains(Rule.FILL_INV)) {
                    keys(slice, message.keys(), version);
                }
            }
            case WRITTEN, REMOVED, EXPIRED -> keys(slice, message.keys(), version);
        }
    }

    private void keys(Slice slice, Collection<KeyBytes> keys, long version) {
        for (KeyBytes key : keys) {
            slice.inFlight().raise(key, version);
            replica.dropOlder(slice.cache(), key, version);
            replica.detachLoad(slice.cache(), key, version);
        }
    }

    /**
     * A reply told of a version of a key, whether it is installed or not [learn_reply, drop_old]. What is absent at a version was written at that
     * version at the latest, and is gone since: the store has evicted it, or its life was over there first.
     *
     * @param comparable whether versions in memory are of the same past as the reply's; otherwise none of them is newer for sure
     */
    void byReply(Slice slice, KeyBytes key, Answer answer, boolean comparable) {
        long version = answer.version().number();
        if (rules.contains(Rule.LEARN_REPLY)) {
            slice.inFlight().raise(key, version);
        }
        if (rules.contains(Rule.DROP_OLD)) {
            long lowest = answer.kind() == Answer.Kind.ABSENT ? version + 1 : version;
            replica.dropOlder(slice.cache(), key, comparable ? lowest : Long.MAX_VALUE);
        }
        replica.detachLoad(slice.cache(), key, version);
    }

    /** A cache was cleared [wm]. */
    void clear(Slice slice, long version) {
        if (rules.contains(Rule.WM)) {
            slice.clear(version);
        }
        replica.cacheCleared(slice.cache(), slice.bucket(), version);
    }

    /** A tag was removed [tagbar]. */
    void removeTag(Slice slice, String tag, long version) {
        if (rules.contains(Rule.TAGBAR)) {
            slice.removeTag(tag, version);
            slice.inFlight().raiseAll(version);
        }
        replica.tagRemoved(slice.cache(), slice.bucket(), tag, version);
    }
}
