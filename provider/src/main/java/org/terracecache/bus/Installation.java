package org.terracecache.bus;

/** Puts what a request got into memory. Called with the bucket's monitor held, under the terms of {@link Replica}. */
@FunctionalInterface
public interface Installation {
    /**
     * Stores the value, or that there is none, in place of whatever is there.
     *
     * @param generation the generation that the entry carries from now on
     */
    void install(long generation);
}
