package org.terracecache.layer;

import org.terracecache.remote.Failure;

/** Hears what goes wrong between a node and the store. Called with no lock held; returns at once. */
public interface RemoteTrouble {
    /** A command got no answer. */
    void failed(String cache, String operation, Failure failure);
}
