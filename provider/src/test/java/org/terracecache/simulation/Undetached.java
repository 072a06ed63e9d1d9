package org.terracecache.simulation;

import org.terracecache.bus.Replica;
import org.terracecache.entry.KeyBytes;

/** Memory layers whose loads are joined whatever is learned [detach]. */
final class Undetached implements Replica {
    private final Replica replica;

    Undetached(Replica replica) {
        this.replica = replica;
    }

    @Override
    public Resident resident(String cache, KeyBytes key) {
        return replica.resident(cache, key);
    }

    @Override
    public void dropOlder(String cache, KeyBytes key, long version) {
        replica.dropOlder(cache, key, version);
    }

    @Override
    public void detachLoad(String cache, KeyBytes key, long version) {
        // Not here.
    }

    @Override
    public void cacheCleared(String cache, int bucket, long version) {
        // Entries give no hit any more.
    }

    @Override
    public void tagRemoved(String cache, int bucket, String tag, long version) {
        // Entries give no hit any more.
    }

    @Override
    public void bucketCleared(int bucket) {
        // Entries give no hit any more.
    }
}
