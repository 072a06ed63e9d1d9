package org.terracecache.bus;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.terracecache.entry.KeyBytes;

/** Decides whether an answer that counts may go into memory. Asked under the bucket's monitor. */
final class InstallRule {
    private final Set<Rule> rules;
    private final Replica replica;

    InstallRule(Set<Rule> rules, Replica replica) {
        this.rules = rules;
        this.replica = replica;
    }

    /**
     * Whether nothing newer is known. A removal leaves nothing to install.
     *
     * @param generation the bucket's generation now
     */
    boolean allows(Request request, KeyBytes key, Answer answer, long generation) {
        return answer.kind() != Answer.Kind.REMOVED
                && isAboveBar(request, answer)
                && isAboveWatermark(request.slice(), answer)
                && fits(replica.resident(request.slice().cache(), key), answer, generation);
    }

    private boolean isAboveBar(Request request, Answer answer) {
        boolean counts = rules.contains(Rule.INFLIGHT)
                && (answer.kind() != Answer.Kind.WRITTEN || rules.contains(Rule.INFLIGHT_W));
        return answer.version().number() >= request.barHeight() || !counts;
    }

    /** A miss may be remembered at the watermark itself: the clear is what it is about. */
    private boolean isAboveWatermark(Slice slice, Answer answer) {
        long lowest = answer.kind() == Answer.Kind.ABSENT ? slice.watermark() : slice.watermark() + 1;
        return answer.version().number() >= lowest || !rules.contains(Rule.WM);
    }

    /** A suspect entry gives way to anything, any other only to what is not older [entry_ge]. */
    private boolean fits(Replica.@Nullable Resident resident, Answer answer, long generation) {
        if (resident == null) {
            return true;
        }
        if (answer.kind() == Answer.Kind.UNCHANGED) {
            return resident.version().equals(answer.version());
        }
        return answer.version().number() >= resident.version().number()
                || resident.generation() != generation
                || !rules.contains(Rule.ENTRY_GE);
    }
}
