package org.terracecache.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The state of one key in memory. Its monitor guards every change and is held for a few instructions only: never while
 * Caffeine, a listener, a policy or any other foreign code runs. Reading takes no lock.
 *
 * <p>The slot is the value itself, or a {@link Hold} while a thread holds the key (which then carries the value), or
 * {@link Hold#GONE} when the cell has left the map for ever: who meets that looks the key up again.
 */
public class Cell {
    static final long NEVER = Long.MAX_VALUE;

    /** The deadline while value and deadline change together. */
    static final long UNSETTLED = Long.MIN_VALUE;

    private static final VarHandle SLOT = slotHandle();

    private volatile Object slot;
    private long version;

    Cell(Object slot) {
        this.slot = slot;
    }

    private static VarHandle slotHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Cell.class, "slot", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Object slot() {
        return slot;
    }

    /** Under the monitor, whose end makes it visible to all; readers without it only need to see what came before. */
    final void slot(Object newSlot) {
        SLOT.setRelease(this, newSlot);
    }

    /**
     * Stores a value over another one and tells nothing: for {@linkplain MemoryLayer#isPlain plain} layers, while nobody
     * wants to hear of changes. Under the monitor.
     *
     * @return the value that was there; null if there was none, or somebody holds the key: then nothing has changed
     */
    public final @Nullable Object overwrite(Object value) {
        Object prior = slot;
        if (prior instanceof Hold) {
            return null;
        }
        version++;
        slot(value);
        return prior;
    }

    /** The value, live or expired; null if there is none. */
    public final @Nullable Object value() {
        Object current = slot;
        return current instanceof Hold hold ? hold.value() : current;
    }

    /** Under the monitor. */
    final void value(@Nullable Object value) {
        if (slot instanceof Hold hold && hold != Hold.GONE) {
            hold.value(value);
        } else {
            slot(value == null ? Hold.GONE : value);
        }
    }

    /** Under the monitor. */
    final long version() {
        return version;
    }

    /** Under the monitor. */
    final void version(long newVersion) {
        version = newVersion;
    }

    /** When the value expires, {@link #NEVER} if it does not. Read it before the value. */
    long deadline() {
        return NEVER;
    }

    int weight() {
        return 1;
    }

    /** Under the monitor. */
    final boolean isExpired(long now) {
        return isOver(deadline(), now);
    }

    static boolean isOver(long deadline, long now) {
        return deadline != NEVER && deadline - now <= 0;
    }
}
