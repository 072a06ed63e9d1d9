package org.terracecache.layer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Command;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Page;
import org.terracecache.remote.Reclaim;
import org.terracecache.remote.Reclaimed;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;
import org.terracecache.remote.Scan;

/**
 * Gives back the store's space for what a clear made dead: page by page, in the background, with pauses. One pass at a time; a clear during
 * a pass makes it begin again. It goes on when the cache is closed, until the node is. Safe for any thread.
 */
final class Reclaiming {
    private static final Logger LOG = LoggerFactory.getLogger(Reclaiming.class);
    private static final int SCAN_COUNT = 1_000;
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final RemoteTerms terms;
    private final RemoteStore store;
    private final Node.Later later;

    /** How many passes were asked for since the last one began. */
    private final AtomicInteger wanted = new AtomicInteger();

    Reclaiming(RemoteTerms terms, Node node) {
        this.terms = terms;
        this.store = node.store();
        this.later = node.later();
    }

    /** Begins a pass, or has the one that is under way begin again. */
    void begin() {
        if (wanted.getAndIncrement() == 0) {
            later.after(0, () -> page(Scan.START, wanted.get()));
        }
    }

    private void page(String cursor, int pass) {
        store.execute(request(new Scan(terms.cache(), cursor, SCAN_COUNT), new Step<Page>(cursor, pass, 1) {
            @Override
            void then(Page page) {
                reclaim(page, cursor, pass);
            }
        }));
    }

    private void reclaim(Page page, String cursor, int pass) {
        Map<Integer, List<KeyBytes>> byBucket = new TreeMap<>();
        for (KeyLayout.Place place : page.places()) {
            byBucket.computeIfAbsent(place.bucket(), bucket -> new ArrayList<>())
                    .add(place.key());
        }
        List<Reclaim> commands = new ArrayList<>();
        byBucket.forEach((bucket, keys) -> {
            for (int from = 0; from < keys.size(); from += RemoteStore.MAX_KEYS) {
                List<KeyBytes> some = keys.subList(from, Math.min(keys.size(), from + RemoteStore.MAX_KEYS));
                commands.add(new Reclaim(bucket, terms.cache(), some));
            }
        });
        if (commands.isEmpty()) {
            next(page, pass);
            return;
        }
        Step<Reclaimed> step = new Step<>(cursor, pass, commands.size()) {
            @Override
            void then(Reclaimed last) {
                next(page, pass);
            }
        };
        store.execute(commands.stream().map(command -> request(command, step)).toList());
    }

    private <A extends Answer> Request<A> request(Command<A> command, Callback<A> callback) {
        return new Request<>(command, terms.timeoutNanos(), callback);
    }

    private void next(Page page, int pass) {
        if (!page.isLast()) {
            later.after(PAUSE_NANOS, () -> page(page.next(), pass));
        } else if (!wanted.compareAndSet(pass, 0)) {
            later.after(PAUSE_NANOS, () -> page(Scan.START, wanted.get()));
        }
    }

    /** Commands of one page. If one of them fails the page is tried again, once all have ended; what was done already it does not find again. */
    private abstract class Step<A extends Answer> implements Callback<A> {
        private final String cursor;
        private final int pass;
        private final AtomicInteger left;
        private final AtomicReference<Failure> failed = new AtomicReference<>();

        Step(String cursor, int pass, int commands) {
            this.cursor = cursor;
            this.pass = pass;
            this.left = new AtomicInteger(commands);
        }

        /** All were answered, this last. */
        abstract void then(A answer);

        @Override
        public void answered(A answer) {
            if (left.decrementAndGet() == 0) {
                end(answer);
            }
        }

        @Override
        public void failed(Failure failure) {
            failed.set(failure);
            if (left.decrementAndGet() == 0) {
                end(null);
            }
        }

        private void end(@Nullable A answer) {
            Failure failure = failed.get();
            if (failure == null && answer != null) {
                then(answer);
            } else if (failure instanceof Failure.Refused refused && refused.reason() == Failure.Reason.CLOSED) {
                LOG.debug("[cache={}] the node is closed: what was cleared is left in the store", terms.cache());
            } else {
                LOG.debug("[cache={}] the space of cleared entries: {}; again later", terms.cache(), failure);
                later.after(RETRY_NANOS, () -> page(cursor, pass));
            }
        }
    }
}
