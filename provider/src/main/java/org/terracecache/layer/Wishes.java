package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Done;
import org.terracecache.remote.Failure;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;
import org.terracecache.remote.Wish;

/**
 * What one cache's listeners on this node want messages to carry. The store forgets it when the node is silent, or when it loses its
 * data: then it is told again. It is told one thing after the other, so that it hears the latest last. Safe for any thread.
 */
public final class Wishes {
    private static final long LIFE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final RemoteTerms terms;
    private final RemoteStore store;
    private final RemoteTrouble trouble;
    private final Node.Later later;

    // Guarded by the monitor: what is wanted, what each bucket knows of it, how often it has forgotten, whether that
    // is all, and the last telling.
    private Set<Wish.Wanted> wanted = Set.of();
    private final List<Set<Wish.Wanted>> known;
    private final int[] losses;
    private boolean ended;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** The wishes of a cache, none at first. */
    public Wishes(RemoteTerms terms, Node node) {
        this.terms = terms;
        this.store = node.store();
        this.trouble = node.trouble();
        this.later = node.later();
        int buckets = node.buckets().count();
        this.known = new ArrayList<>(Collections.nCopies(buckets, Set.of()));
        this.losses = new int[buckets];
    }

    /** Notes what is wanted from now on. The store is told on another thread, unless {@link #tell} comes first. */
    public void want(Set<Wish.Wanted> wishes) {
        Set<Wish.Wanted> next = wishes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(wishes));
        synchronized (this) {
            if (next.equals(wanted)) {
                return;
            }
            wanted = next;
        }
        tellAfter(0);
    }

    /** Nothing is wanted any more. The store is told once: what it does not answer must not undo the wishes of who comes next. */
    public CompletableFuture<Void> end() {
        synchronized (this) {
            wanted = Set.of();
            ended = true;
        }
        return tell();
    }

    /** Tells the store again, on another thread, what it may have forgotten of a bucket. */
    public void forgotten(int bucket) {
        synchronized (this) {
            known.set(bucket, Set.of());
            losses[bucket]++;
        }
        tellAfter(0);
    }

    private void tellAfter(long nanos) {
        later.after(nanos, () -> {
            if (!isOver()) {
                CompletableFuture<Void> ignored = tell();
            }
        });
    }

    private synchronized boolean isOver() {
        return ended;
    }

    /**
     * Tells the store what it does not know yet. Completed when it has answered: what is written from then on is told as wanted. What it
     * did not answer it is told again, later.
     */
    public CompletableFuture<Void> tell() {
        CompletableFuture<Void> told = new CompletableFuture<>();
        CompletableFuture<Void> before;
        synchronized (this) {
            before = last;
            last = told;
        }
        CompletableFuture<Void> ignored = before.thenRun(() -> send(told));
        return told;
    }

    private void send(CompletableFuture<Void> told) {
        List<Request<?>> requests = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(1);
        Runnable end = () -> {
            if (left.decrementAndGet() == 0) {
                told.complete(null);
            }
        };
        synchronized (this) {
            for (int bucket = 0; bucket < losses.length; bucket++) {
                if (!known.get(bucket).equals(wanted)) {
                    left.incrementAndGet();
                    Wish wish = new Wish(bucket, Map.of(terms.cache(), wanted), LIFE_MILLIS);
                    requests.add(new Request<>(
                            wish, terms.timeoutNanos(), new Telling(bucket, wanted, losses[bucket], end)));
                }
            }
        }
        if (!requests.isEmpty()) {
            store.execute(requests);
        }
        end.run();
    }

    private synchronized void knows(Telling telling) {
        if (telling.losses == losses[telling.bucket]) {
            known.set(telling.bucket, telling.wishes);
        }
    }

    /** One bucket is being told. */
    private final class Telling implements Callback<Done> {
        private final int bucket;
        private final Set<Wish.Wanted> wishes;
        private final int losses;
        private final Runnable end;

        Telling(int bucket, Set<Wish.Wanted> wishes, int losses, Runnable end) {
            this.bucket = bucket;
            this.wishes = wishes;
            this.losses = losses;
            this.end = end;
        }

        @Override
        public void answered(Done done) {
            knows(this);
            end.run();
        }

        @Override
        public void failed(Failure failure) {
            trouble.failed(terms.cache(), "register what listeners want", failure);
            tellAfter(RETRY_NANOS);
            end.run();
        }
    }
}
