package org.terracecache.memory;

import org.terracecache.lock.KeyCycleException;
import org.terracecache.lock.WaitGraph;

/** Gives out holds of keys, in the order in which they are asked for. */
final class Holds<K> {
    private final Cells<K> cells;
    private final boolean timed;

    /** Timed cells are for caches whose entries expire or have weights. */
    Holds(Cells<K> cells, boolean timed) {
        this.cells = cells;
        this.timed = timed;
    }

    Hold hold(K key) {
        while (true) {
            Cell cell = cells.find(key);
            if (cell == null) {
                Cell fresh = heldCell(key);
                cell = cells.findOrAdd(key, () -> fresh);
                if (cell == fresh && cell.slot() instanceof Hold hold) {
                    return hold;
                }
            }
            Hold hold = hold(key, cell);
            if (hold != Hold.GONE) {
                return hold;
            }
            cells.drop(key, cell);
        }
    }

    /** A cell without a value, to be filled before anybody sees it. */
    Cell emptyCell(K key) {
        return timed ? new TimedCell(key, Hold.GONE) : new Cell(Hold.GONE);
    }

    private Cell heldCell(K key) {
        Cell cell = emptyCell(key);
        cell.slot(new Hold(key, cell, null));
        return cell;
    }

    private Hold hold(K key, Cell cell) {
        Hold hold;
        Hold.Turn turn;
        synchronized (cell) {
            if (!(cell.slot() instanceof Hold current)) {
                hold = new Hold(key, cell, cell.slot());
                cell.slot(hold);
                return hold;
            }
            if (current == Hold.GONE) {
                return current;
            }
            if (current.isMine()) {
                current.enter();
                return current;
            }
            hold = current;
            turn = hold.queue();
        }
        await(cell, hold, turn);
        return hold;
    }

    private static void await(Cell cell, Hold hold, Hold.Turn turn) {
        try {
            WaitGraph.await(turn);
        } catch (KeyCycleException e) {
            synchronized (cell) {
                if (hold.leave(turn)) {
                    throw e;
                }
            }
        }
    }

    void release(K key, Hold hold) {
        Cell cell = hold.cell();
        boolean gone;
        boolean evicted;
        synchronized (cell) {
            if (!hold.exit()) {
                return;
            }
            Object value = hold.value();
            cell.slot(value == null ? Hold.GONE : value);
            gone = value == null;
            evicted = hold.isEvicted();
        }
        if (gone) {
            cells.drop(key, cell);
        } else if (evicted) {
            cells.putBack(key);
        }
    }
}
