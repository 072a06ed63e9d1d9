package org.terracecache.bus;

import org.jspecify.annotations.Nullable;

/**
 * The state of a simulated store: metas, entries and tickets of few keys, of which key {@code k} lives in bucket {@code k mod P}. With ghosts that
 * no protocol reads: the stamp of each key's last mutation, and of its last one that was not a fill. Stamps are drawn in the real
 * order of writes, over all stores.
 */
final class SimulatedStore {
    final String server;
    final Meta[] metas;
    final @Nullable Entry[] entries;
    final @Nullable Ticket[] tickets;
    final long[] mutated;
    final long[] written;

    SimulatedStore(String server, int buckets, int keys) {
        this.server = server;
        this.metas = new Meta[buckets];
        for (int i = 0; i < buckets; i++) {
            metas[i] = new Meta();
        }
        this.entries = new Entry[keys];
        this.tickets = new Ticket[keys];
        this.mutated = new long[keys];
        this.written = new long[keys];
    }

    private SimulatedStore(String server, SimulatedStore from) {
        this.server = server;
        this.metas = new Meta[from.metas.length];
        for (int i = 0; i < metas.length; i++) {
            metas[i] = from.metas[i].copy();
        }
        this.entries = from.entries.clone();
        this.tickets = from.tickets.clone();
        this.mutated = from.mutated.clone();
        this.written = from.written.clone();
    }

    SimulatedStore copy(String newServer) {
        return new SimulatedStore(newServer, this);
    }

    Meta meta(int key) {
        return metas[key % metas.length];
    }

    record Entry(long version, long stamp, long incarnation, boolean tagged) {}

    record Ticket(long id, long last, long incarnation) {}

    /** A bucket's meta key, and its part of the clock. */
    static final class Meta {
        boolean present;
        long incarnation;
        long last;
        long lastStamp;
        long watermark;
        long tagRemoval;
        long clock = 1;

        void lose() {
            present = false;
            incarnation = 0;
            last = 0;
            lastStamp = 0;
            watermark = 0;
            tagRemoval = 0;
        }

        private Meta copy() {
            Meta copy = new Meta();
            copy.present = present;
            copy.incarnation = incarnation;
            copy.last = last;
            copy.lastStamp = lastStamp;
            copy.watermark = watermark;
            copy.tagRemoval = tagRemoval;
            copy.clock = clock;
            return copy;
        }
    }
}
