package org.terracecache.config;

/** Where a cache keeps its entries: {@code layers} in the configuration. */
public enum CacheLayers {
    /** In the process alone. */
    MEMORY("memory"),

    /** In the store that nodes share, and in the process as far as there is room. */
    MEMORY_AND_REMOTE("memory+remote"),

    /** In the store alone: each operation asks it. */
    REMOTE("remote");

    private final String text;

    CacheLayers(String text) {
        this.text = text;
    }

    /**
     * Whether entries are kept in the process.
     *
     * @return whether there is a memory layer
     */
    public boolean hasMemory() {
        return this != REMOTE;
    }

    /**
     * Whether entries are kept in the store that nodes share. Such a cache stores by value.
     *
     * @return whether there is a remote layer
     */
    public boolean hasRemote() {
        return this != MEMORY;
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}
