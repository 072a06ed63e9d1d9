package org.terracecache.bus;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions up to which the entries with a tag are dead, for one cache in one bucket. Bounded: when there are too many marks, they
 * are folded into a floor, below which all entries that have a tag count as removed. Changed under the bucket's monitor, read without.
 */
final class TagMarks {
    private static final int MAX = 1024;

    private final Map<String, Long> marks = new ConcurrentHashMap<>();
    private volatile long floor;

    void mark(String tag, long version) {
        marks.merge(tag, version, Math::max);
        if (marks.size() > MAX) {
            for (long each : marks.values()) {
                floor = Math.max(floor, each);
            }
            marks.clear();
        }
    }

    boolean spare(Collection<String> tags, long version) {
        if (tags.isEmpty()) {
            return true;
        }
        for (String tag : tags) {
            Long mark = marks.get(tag);
            if (mark != null && version <= mark) {
                return false;
            }
        }
        // Last: marks are folded into the floor before they vanish.
        return version > floor;
    }

    void reset() {
        marks.clear();
        floor = 0;
    }
}
