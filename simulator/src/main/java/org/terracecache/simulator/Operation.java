package org.terracecache.simulator;

import java.util.Locale;

/** What an application does to a cache. */
enum Operation {
    GET,
    PUT,
    REMOVE,
    INVOKE,
    CLEAR;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
