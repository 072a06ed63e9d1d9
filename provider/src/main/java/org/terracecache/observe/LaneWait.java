package org.terracecache.observe;

import org.jspecify.annotations.Nullable;
import org.terracecache.lock.Wait;

/** A thread's wait until its delivery is done, or until it is its turn to do it. */
final class LaneWait extends Wait {
    private final Lane lane;
    private volatile boolean over;

    LaneWait(Lane lane) {
        super("(listeners of an earlier change)", true);
        this.lane = lane;
    }

    void end() {
        over = true;
        wake();
    }

    @Override
    protected @Nullable Thread blocker() {
        return lane.drainer();
    }

    @Override
    protected boolean isOver() {
        return over;
    }
}
