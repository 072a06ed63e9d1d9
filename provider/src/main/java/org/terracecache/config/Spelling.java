package org.terracecache.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Spelling {
    private Spelling() {}

    /**
     * The candidate whose last key is most like the name's, if it is much like it: a key in the wrong section is like the
     * right one.
     */
    static Optional<String> nearest(String name, Collection<String> candidates) {
        String key = last(name);
        return candidates.stream()
                .filter(candidate -> edits(key, last(candidate)) <= Math.max(1, key.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> edits(key, last(candidate)))
                        .thenComparing(candidate -> edits(name, candidate)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** How many characters must be put in, taken out or replaced (Levenshtein). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
