package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.terracecache.bus.Slice;
import org.terracecache.entry.Entry;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Version;
import org.terracecache.layer.EntryCodec.UndecodableException;
import org.terracecache.memory.Lives;
import org.terracecache.memory.StoredEntry;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Life;
import org.terracecache.remote.Page;
import org.terracecache.remote.Read;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;
import org.terracecache.remote.Scan;
import org.terracecache.remote.Values;
import org.terracecache.spi.TimeSource;

/** Lists the entries of one cache's remote layer, page by page; memory keeps none of them. Nothing here blocks. */
final class RemoteListing<K> {
    /** How many keys of the store one page looks at. */
    private static final int SCAN_COUNT = 1_000;

    /** Of entries that memory never holds. */
    private static final long NO_GENERATION = -1;

    private final RemoteTerms terms;
    private final RemoteStore store;
    private final List<Slice> slices;
    private final EntryCodec<K> codec;
    private final TimeSource time;
    private final CacheTrouble<K> trouble;

    RemoteListing(
            RemoteTerms terms,
            RemoteStore store,
            List<Slice> slices,
            EntryCodec<K> codec,
            TimeSource time,
            CacheTrouble<K> trouble) {
        this.terms = terms;
        this.store = store;
        this.slices = slices;
        this.codec = codec;
        this.time = time;
        this.trouble = trouble;
    }

    /**
     * Some entries.
     *
     * @param next the cursor of what follows
     * @param entries the entries
     */
    record Listed<K>(String next, List<StoredEntry<K>> entries) {}

    /** Lists entries, leaving out keys that were told before, and keeps none of them. */
    CompletableFuture<Listed<K>> list(String cursor, Set<KeyBytes> told) {
        CompletableFuture<Page> paged = new CompletableFuture<>();
        Scan scan = new Scan(terms.cache(), cursor, SCAN_COUNT);
        store.execute(new Request<>(scan, terms.timeoutNanos(), new Plain<>("iterate", paged)));
        return paged.thenCompose(page -> {
            Map<Integer, List<Read.Item>> byBucket = new TreeMap<>();
            for (KeyLayout.Place place : page.places()) {
                if (told.add(place.key())) {
                    byBucket.computeIfAbsent(place.bucket(), bucket -> new ArrayList<>())
                            .add(Read.Item.of(place.key()));
                }
            }
            return readAll(byBucket).thenApply(entries -> new Listed<>(page.next(), entries));
        });
    }

    private CompletableFuture<List<StoredEntry<K>>> readAll(Map<Integer, List<Read.Item>> byBucket) {
        List<StoredEntry<K>> entries = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        List<Request<?>> requests = new ArrayList<>();
        byBucket.forEach((bucket, keys) -> {
            for (int from = 0; from < keys.size(); from += RemoteStore.MAX_KEYS) {
                List<Read.Item> some = keys.subList(from, Math.min(keys.size(), from + RemoteStore.MAX_KEYS));
                Read read = new Read(bucket, terms.cache(), some, Read.Part.ENTRY, Read.Tickets.NONE, 0);
                CompletableFuture<Values> values = new CompletableFuture<>();
                requests.add(new Request<>(read, terms.timeoutNanos(), new Plain<>("iterate", values)));
                all.add(values.thenAccept(answer -> collect(slices.get(bucket), some, answer, entries)));
            }
        });
        if (!requests.isEmpty()) {
            store.execute(requests);
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(nothing -> entries);
    }

    private void collect(Slice slice, List<Read.Item> keys, Values answer, List<StoredEntry<K>> into) {
        for (int i = 0; i < keys.size(); i++) {
            if (answer.values().get(i) instanceof Values.Found found) {
                K key = decoded(keys.get(i).key());
                if (key != null) {
                    list(key, slice, keys.get(i).key(), found, into);
                }
            } else if (answer.values().get(i) instanceof Values.Unreadable bad) {
                K key = decoded(keys.get(i).key());
                if (key != null) {
                    trouble.undecodable(key, CacheTrouble.NO_CODEC, new UndecodableException(bad.detail(), null));
                }
            }
        }
    }

    private @Nullable K decoded(KeyBytes bytes) {
        try {
            return codec.decodeKey(bytes);
        } catch (UndecodableException e) {
            trouble.undecodable(null, CacheTrouble.NO_CODEC, e);
            return null;
        }
    }

    private void list(K key, Slice slice, KeyBytes bytes, Values.Found found, List<StoredEntry<K>> into) {
        try {
            into.add(listed(key, slice, bytes, found));
        } catch (UndecodableException e) {
            trouble.undecodable(key, found.entry().payload().codec(), e);
        }
    }

    private StoredEntry<K> listed(K key, Slice slice, KeyBytes bytes, Values.Found found) throws UndecodableException {
        Entry entry = found.entry();
        Version version = entry.header().version();
        LayeredEntry handle =
                new LayeredEntry(bytes, codec.decode(entry.payload()), version, NO_GENERATION, entry.tags(), slice);
        long deadline = found.life().equals(Life.ETERNAL)
                ? Lives.ETERNAL
                : time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(found.life().millis());
        return new StoredEntry<>(key, new Answered(handle), version.number(), deadline);
    }

    /** The end of a command that says nothing about what memory may hold. */
    private final class Plain<A extends org.terracecache.remote.Answer> implements Callback<A> {
        private final String operation;
        private final CompletableFuture<A> future;
        private final long sentNanos = time.nanoTime();

        Plain(String operation, CompletableFuture<A> future) {
            this.operation = operation;
            this.future = future;
        }

        @Override
        public void answered(A answer) {
            future.complete(answer);
        }

        @Override
        public void failed(Failure failure) {
            RemoteException thrown = RemoteException.of(terms.cache(), operation, failure);
            trouble.failed(operation, failure, Duration.ofNanos(time.nanoTime() - sentNanos), thrown);
            future.completeExceptionally(thrown);
        }
    }
}
