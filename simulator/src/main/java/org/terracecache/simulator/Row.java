package org.terracecache.simulator;

import java.io.Serializable;

/**
 * A row of the database, and a value of the cache. Later revisions of a row have greater numbers.
 *
 * @param key the row's key
 * @param revision the row's revision, 0 if nobody has written it yet
 * @param loadedBy the node that loaded it from the database, empty if it was put into the cache by who wrote it
 */
record Row(String key, long revision, String loadedBy) implements Serializable {
    static Row written(String key, long revision) {
        return new Row(key, revision, "");
    }
}
