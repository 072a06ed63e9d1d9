package org.terracecache.simulator;

import java.io.Serializable;

/** A row of the database, and a value of the cache. Later revisions of a row have greater numbers. */
record Row(String key, long revision) implements Serializable {}
