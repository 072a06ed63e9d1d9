package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Done;
import org.terracecache.remote.Failure;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;
import org.terracecache.remote.Wish;

/**
 * What one cache's listeners on this node want messages to carry. The store forgets it when the node is silent, or when it loses its
 * data: then it is to be told again. Safe for any thread.
 */
public final class Wishes {
    private static final long LIFE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final RemoteTerms terms;
    private final RemoteStore store;
    private final RemoteTrouble trouble;
    private final int buckets;
    private Set<Wish.Wanted> wanted = Set.of();
    private final ReentrantLock telling = new ReentrantLock();

    /** What the store knows; guarded by the lock. */
    private Set<Wish.Wanted> told = Set.of();

    /** The wishes of a cache, none at first. */
    public Wishes(RemoteTerms terms, Node node) {
        this.terms = terms;
        this.store = node.store();
        this.trouble = node.trouble();
        this.buckets = node.buckets().count();
    }

    /** Notes what is wanted from now on; {@link #tell} tells the store. */
    public synchronized void want(Set<Wish.Wanted> wishes) {
        wanted = wishes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(wishes));
    }

    /**
     * Tells the store what has changed, and waits for its answer: what is written from now on is told as wanted. One thread at a time
     * does, so that the store hears the latest last.
     */
    public void tell() {
        telling.lock();
        try {
            Set<Wish.Wanted> wishes;
            synchronized (this) {
                wishes = wanted;
            }
            if (wishes.equals(told)) {
                return;
            }
            boolean all = true;
            for (CompletableFuture<Boolean> answer : send(wishes, bucketNumbers())) {
                all &= answer.join();
            }
            if (all) {
                told = wishes;
            }
        } finally {
            telling.unlock();
        }
    }

    /** Tells the store again, because it may have forgotten; waits for nothing. */
    public void tellAgain(int bucket) {
        Set<Wish.Wanted> wishes;
        synchronized (this) {
            wishes = wanted;
        }
        if (!wishes.isEmpty()) {
            send(wishes, List.of(bucket));
        }
    }

    private List<Integer> bucketNumbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < buckets; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private List<CompletableFuture<Boolean>> send(Set<Wish.Wanted> wishes, List<Integer> which) {
        List<Request<?>> requests = new ArrayList<>();
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int bucket : which) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(answer);
            requests.add(new Request<>(
                    new Wish(bucket, Map.of(terms.cache(), wishes), LIFE_MILLIS),
                    terms.timeoutNanos(),
                    new Callback<Done>() {
                        @Override
                        public void answered(Done done) {
                            answer.complete(true);
                        }

                        @Override
                        public void failed(Failure failure) {
                            trouble.failed(terms.cache(), "register what listeners want", failure);
                            answer.complete(false);
                        }
                    }));
        }
        store.execute(requests);
        return answers;
    }
}
