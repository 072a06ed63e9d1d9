package org.terracecache.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.terracecache.lock.WaitGraph;

/**
 * The synchronous deliveries of one key, made one after the other in the order of its versions. One thread at a time makes
 * them, for itself and for those who wait. It goes on until its own is made and nobody is left who relies on it; it waits
 * for no one, so that lanes by themselves never lock up. A listener may still wait for a key that a waiting thread holds:
 * then the wait graph sends that thread on, and its delivery is made without it.
 */
final class Lane {
    private final Object key;
    private final Lanes lanes;
    private final Deque<Delivery> deliveries = new ArrayDeque<>(2);
    private volatile @Nullable Thread drainer;
    private volatile boolean retired;

    Lane(Object key, Lanes lanes) {
        this.key = key;
        this.lanes = lanes;
    }

    @Nullable Thread drainer() {
        return drainer;
    }

    /** Whether it is of no more use, because it was found empty. */
    boolean isRetired() {
        return retired;
    }

    synchronized boolean append(Delivery delivery) {
        if (retired) {
            return false;
        }
        delivery.joined(this);
        deliveries.add(delivery);
        return true;
    }

    /** Sees one of the calling thread's own deliveries done, or gives up because waiting for it would never end. */
    void finish(Delivery mine) {
        LaneWait wait = begin(mine);
        if (wait != null) {
            boolean ignored = WaitGraph.await(wait);
            if (!takesOver(mine)) {
                return;
            }
        } else if (mine.isDone()) {
            return;
        }
        for (Delivery next = first(); next != null; next = after(next, mine)) {
            next.run();
        }
    }

    private synchronized @Nullable LaneWait begin(Delivery mine) {
        if (mine.isDone()) {
            return null;
        }
        if (drainer == null) {
            drainer = mine.owner();
            return null;
        }
        LaneWait wait = new LaneWait(this);
        mine.wait = wait;
        return wait;
    }

    private synchronized boolean takesOver(Delivery mine) {
        mine.wait = null;
        if (mine.isDone()) {
            return false;
        }
        if (drainer == mine.owner()) {
            return true;
        }
        mine.abandoned = true;
        return false;
    }

    private synchronized Delivery first() {
        return deliveries.getFirst();
    }

    /** What is to be made after that one by the same thread, if anything. */
    private synchronized @Nullable Delivery after(Delivery made, Delivery mine) {
        deliveries.removeFirst();
        made.done();
        if (made.wait != null) {
            made.wait.end();
        }
        if (mine.isDone()) {
            if (deliveries.isEmpty()) {
                retire();
                return null;
            }
            if (handsOver() || deliveries.stream().noneMatch(delivery -> delivery.abandoned)) {
                return null;
            }
        }
        return deliveries.getFirst();
    }

    private void retire() {
        retired = true;
        drainer = null;
        lanes.remove(key, this);
    }

    /** Leaves the work to the next one who waits; without one, to those whose owners are still to come. */
    private boolean handsOver() {
        for (Delivery delivery : deliveries) {
            LaneWait wait = delivery.wait;
            if (wait != null) {
                drainer = delivery.owner();
                wait.end();
                return true;
            }
        }
        if (deliveries.stream().noneMatch(delivery -> delivery.abandoned)) {
            drainer = null;
        }
        return false;
    }
}
