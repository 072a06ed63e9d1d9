package org.terracecache.memory;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.terracecache.spi.TimeSource;

/**
 * One look at all cells whose time has come.
 *
 * @param index which they are
 * @param time the layer's clock
 * @param expire removes and tells an entry whose life is over, unless another thread holds it
 */
record Sweep<K>(ExpiryIndex index, TimeSource time, BiConsumer<K, Cell> expire) {
    private static final int BATCH = 256;

    /** Goes on while it is told to; what is left is looked at the next time. */
    void run(BooleanSupplier goOn) {
        long now = time.nanoTime();
        List<TimedCell> due = index.takeDue(now, BATCH);
        while (!due.isEmpty() && goOn.getAsBoolean()) {
            due.forEach(cell -> sweep(cell, now));
            due = index.takeDue(now, BATCH);
        }
        due.forEach(cell -> index.fileAgain(cell, now));
    }

    @SuppressWarnings("unchecked") // the cell was made for a key of the layer
    private void sweep(TimedCell cell, long now) {
        expire.accept((K) cell.key, cell);
        synchronized (cell) {
            if (cell.value() != null) {
                if (cell.isExpired(now)) {
                    index.fileAgain(cell, now);
                } else {
                    index.file(cell, now);
                }
            }
        }
    }
}
