package org.terracecache.bus;

import java.util.Set;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/**
 * Where a node is in the order of a bucket's writes: the incarnation, the last version that the bus delivered, and the highest one that was
 * learned in any way. Gives verdicts and moves; what follows from a verdict is the bucket's business. Guarded by the bucket's
 * monitor.
 */
final class Position {
    /** No message follows on this one. */
    private static final Version NOWHERE = new Version(-1, 0);

    private final Set<Rule> rules;
    private boolean start = true;
    private long incarnation;
    private Version seen = NOWHERE;
    private long known;

    Position(Set<Rule> rules) {
        this.rules = rules;
    }

    /** What a message or the store's position is, seen from here. */
    enum Verdict {
        /** What was expected. */
        EXPECTED,
        /** Something was missed. */
        AHEAD,
        /** The store has lost what this node knows. */
        BEHIND,
        /** Another incarnation. */
        ELSEWHERE
    }

    /** Whether nothing was ever heard of the bucket. */
    boolean isStart() {
        return start;
    }

    Version seen() {
        return seen;
    }

    long known() {
        return known;
    }

    /** Moves with a message, and tells whether it follows on the one before [chain], [stamp], [inc_msg]. */
    Verdict follow(Message message) {
        Version version = message.version();
        if (message.incarnation() != incarnation) {
            start = false;
            incarnation = message.incarnation();
            if (rules.contains(Rule.INC_MSG)) {
                known = version.number();
                seen = version;
                return Verdict.ELSEWHERE;
            }
            learn(version.number());
            return Verdict.EXPECTED;
        }
        learn(version.number());
        if (version.number() < seen.number() || same(version, seen)) {
            return Verdict.EXPECTED;
        }
        boolean follows = same(message.previous(), seen);
        seen = version;
        return follows || !rules.contains(Rule.CHAIN) ? Verdict.EXPECTED : Verdict.AHEAD;
    }

    /**
     * Moves to the position that the store tells, and compares.
     *
     * @param knownBefore the highest version that was known before the store was asked
     */
    Verdict moveTo(long newIncarnation, Version last, long knownBefore) {
        Verdict verdict = compare(newIncarnation, last, knownBefore);
        if (verdict == Verdict.BEHIND || verdict == Verdict.ELSEWHERE) {
            known = last.number();
        } else {
            learn(last.number());
        }
        start = false;
        incarnation = newIncarnation;
        seen = last;
        return verdict;
    }

    private Verdict compare(long newIncarnation, Version last, long knownBefore) {
        if (newIncarnation != incarnation) {
            return Verdict.ELSEWHERE;
        }
        if (last.number() < Math.max(seen.number(), knownBefore)) {
            return Verdict.BEHIND;
        }
        return same(last, seen) ? Verdict.EXPECTED : Verdict.AHEAD;
    }

    /** Compares the head of a reply with what was known when its request began [asof], and moves. */
    Verdict answer(ReplyHead head, long knownAtBegin) {
        if (rules.contains(Rule.ASOF)) {
            if (head.incarnation() != incarnation) {
                return Verdict.ELSEWHERE;
            }
            if (head.last().number() < knownAtBegin) {
                known = head.last().number();
                seen = NOWHERE;
                return Verdict.BEHIND;
            }
        }
        learn(head.last().number());
        return Verdict.EXPECTED;
    }

    /** Whether a reply that does not count is of another past than what was heard: another incarnation, or one with less in it. */
    boolean contradicts(ReplyHead head, long knownAtBegin) {
        return !start && (head.incarnation() != incarnation || head.last().number() < knownAtBegin);
    }

    /** Takes an own write for heard: only to show why that is wrong [chain_bus]. */
    void takeForSeen(Version version) {
        if (version.isAfter(seen)) {
            seen = version;
        }
    }

    private void learn(long version) {
        known = Math.max(known, version);
    }

    private boolean same(Version one, Version other) {
        return one.number() == other.number() && (one.stamp() == other.stamp() || !rules.contains(Rule.STAMP));
    }
}
