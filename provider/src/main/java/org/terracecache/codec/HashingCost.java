package org.terracecache.codec;

import java.util.Set;

/**
 * What it costs to ask for the hash codes that hash tables need when they are deserialized: an object that is met often
 * within another is asked as often. Few bytes can ask for more than a life's worth.
 */
final class HashingCost {
    /** Fewer objects may be asked, all tables of a stream taken together. Also the greatest weight that is told. */
    static final long MAXIMUM = 1L << 23;

    /** So many characters or numbers count as an object. */
    static final int CHARACTERS = 64;

    private static final String SET = "java.util.HashSet";

    /** What stands for the JDK's immutable collections, with a number for their sort. */
    private static final String IMMUTABLE = "java.util.CollSer";

    private static final int IMMUTABLE_SET = 2;
    private static final int IMMUTABLE_MAP = 3;

    private static final Set<String> MAPS =
            Set.of("java.util.HashMap", "java.util.Hashtable", "java.util.concurrent.ConcurrentHashMap");

    private long sum;

    /** Whether a class asks the object that is at this place among those that it writes itself. */
    static boolean hashes(String className, int number, int place) {
        boolean immutable = className.equals(IMMUTABLE);
        int sort = immutable ? number & 0xFF : 0;
        boolean isKey = place % 2 == 0;
        return className.equals(SET)
                || sort == IMMUTABLE_SET
                || (isKey && (sort == IMMUTABLE_MAP || MAPS.contains(className)));
    }

    void add(long weight) throws StreamRefusedException {
        sum += weight;
        if (sum >= MAXIMUM) {
            throw new StreamRefusedException("its hash tables would have to ask for too many hash codes");
        }
    }
}
