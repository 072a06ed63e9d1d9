package org.terracecache.simulator;

import java.util.ArrayList;
import java.util.List;

/** The lines of a trace that could not be used: all are counted, the first ones kept. Safe for use by many threads. */
final class BadLines {
    static final int KEPT = 10;

    private final List<BadLine> first = new ArrayList<>();
    private long count;

    /** One line that could not be used; the first line of a trace has number 1. */
    record BadLine(long line, String reason) {}

    synchronized void add(long line, String reason) {
        count++;
        if (first.size() < KEPT) {
            first.add(new BadLine(line, reason));
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<BadLine> first() {
        return List.copyOf(first);
    }
}
