package org.terracecache.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.ListenerOptions;

/**
 * One listener at one place, and what became of its calls. A call begins only while the subscription is open; who ends it
 * makes sure of that before returning, and the last call to end then releases what the subscription owns.
 */
abstract class Subscriber {
    private final String name;
    private final ListenerOptions options;
    private final long hears;
    private final Switchboard board;
    private final @Nullable Channel channel;
    private final Warnings warnings;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final DropReport misses;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Release release = new Release(this::release);
    private volatile boolean open = true;

    Subscriber(Switchboard board, String name, ListenerOptions options, long hears) {
        this.board = board;
        this.name = name;
        this.options = options;
        this.hears = hears;
        this.warnings = new Warnings(board.prefix(), name);
        this.misses = new DropReport(this, missed::get, () -> null);
        boolean queues = !options.synchronous() || (hears & Topic.APART) != 0;
        this.channel = queues ? new Channel(this, options.queueCapacity(), options.overflow()) : null;
    }

    /** Calls the listener. What it throws is handed to {@link #failed}, or thrown. */
    abstract void call(Object item, @Nullable Delivery delivery);

    /** Whether it hears occurrences, which know the time, and not bare signals. */
    abstract boolean isTimed();

    /** Closes what the subscription owns. Called once, when no call runs any more. */
    void release() {}

    /** Whether there is something to release. */
    boolean owns() {
        return false;
    }

    final String name() {
        return name;
    }

    final ListenerOptions options() {
        return options;
    }

    final long hears() {
        return hears;
    }

    /** The way to an asynchronous listener, and to a synchronous one that hears what nobody waits for; null if there is none. */
    final @Nullable Channel channel() {
        return channel;
    }

    /** Whether operations wait for it. */
    final boolean isAwaited() {
        return options.synchronous() && hearsOperations();
    }

    /** Whether it hears of what operations do. */
    final boolean hearsOperations() {
        return (hears & ~Topic.APART) != 0;
    }

    final Switchboard board() {
        return board;
    }

    final Warnings warnings() {
        return warnings;
    }

    final boolean isOpen() {
        return open;
    }

    /** Announces calls; to be followed by {@link #exit}. */
    final void enter() {
        running.incrementAndGet();
    }

    final void exit() {
        if (running.decrementAndGet() == 0 && !open) {
            release.now();
        }
    }

    /** There was no room to see this told to a synchronous listener. */
    final void miss(Occurrence<?, ?> item) {
        missed.incrementAndGet();
        misses.dropped(item);
    }

    /** Calls the listener if the subscription is still open. Between {@link #enter} and {@link #exit}. */
    final void hear(Object item, @Nullable Delivery delivery) {
        if (!mayCall()) {
            missed.incrementAndGet();
            return;
        }
        try {
            call(item, delivery);
        } catch (Throwable e) {
            failed(item, e, null);
        } finally {
            delivered.incrementAndGet();
        }
    }

    /** Whether a call may begin. */
    boolean mayCall() {
        return open;
    }

    /** Counts and reports a failure, and notes it for the caller of the operation if one is given. */
    final void failed(Object item, Throwable error, @Nullable Delivery forCaller) {
        long count = failed.incrementAndGet();
        if (forCaller != null) {
            forCaller.failed(error);
        }
        board.troubles().failed(this, item, error, count);
    }

    /**
     * Ends the subscription; after this returns, no further call begins.
     *
     * @return whether it had not been ended before
     */
    final boolean end() {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            open = false;
            board.remove(this);
            if (channel != null) {
                channel.discard();
            }
            if (running.get() == 0) {
                release.now();
            }
        }
        if (owns() && !Turn.isListening()) {
            release.await();
        }
        return first;
    }

    final long deliveredCalls() {
        return delivered.get();
    }

    final long failedCalls() {
        return failed.get();
    }

    final long droppedItems() {
        return missed.get() + (channel == null ? 0 : channel.dropped());
    }

    final long waitingItems() {
        return channel == null ? 0 : channel.waiting();
    }
}
