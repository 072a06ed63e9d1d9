package org.terracecache.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Who listens at one place, a cache or a manager. A cache's signals also reach who listens at its manager. */
final class Switchboard {
    private final @Nullable Switchboard above;
    private final @Nullable Origin origin;
    private final String prefix;
    private final Backstage backstage;
    private final Troubles troubles = new Troubles(this);
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Set<Switchboard> below = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private LongConsumer heard = interest -> {};
    private boolean closed;
    private boolean waited;
    private volatile Routes routes = Routes.EMPTY;

    /** A manager's. */
    Switchboard(String node) {
        above = null;
        origin = null;
        prefix = "[node " + node + "]";
        backstage = new Backstage(node);
    }

    /** A cache's. */
    Switchboard(Switchboard above, Origin origin) {
        this.above = above;
        this.origin = origin;
        prefix = "[cache " + origin.cache() + ", node " + origin.node() + "]";
        backstage = above.backstage;
    }

    /** Begins to hear what listeners above want; apart from the constructor, which must not hand out this. */
    void open() {
        if (above != null) {
            above.below.add(this);
        }
        refresh();
    }

    /** Tells at once and at each change what anybody wants to hear. */
    void watch(LongConsumer watcher) {
        synchronized (change) {
            heard = watcher;
        }
        refresh();
    }

    Routes routes() {
        return routes;
    }

    Backstage backstage() {
        return backstage;
    }

    Troubles troubles() {
        return troubles;
    }

    /** What the log's lines begin with. */
    String prefix() {
        return prefix;
    }

    /** The cache's origin. Not asked of a manager's. */
    Origin origin() {
        return Objects.requireNonNull(origin);
    }

    void add(Subscriber subscriber) {
        synchronized (change) {
            if (closed) {
                throw new IllegalStateException(prefix + " is closed: nothing more will be heard of it");
            }
            subscribers.add(subscriber);
        }
        refresh();
    }

    void remove(Subscriber subscriber) {
        if (subscribers.remove(subscriber)) {
            refresh();
        }
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    /**
     * Makes new routes. Where a synchronous listener has been, an operation that has published by the old ones may be about
     * to look whether it must settle; so the answer stays yes.
     */
    private void refresh() {
        synchronized (change) {
            List<Subscriber> all = new ArrayList<>();
            if (!closed) {
                all.addAll(subscribers);
                all.addAll(above == null ? List.of() : above.subscribers);
            }
            waited |= all.stream().anyMatch(each -> each.options().synchronous());
            routes = all.isEmpty() && !waited ? Routes.EMPTY : new Routes(all, waited);
            heard.accept(routes.interest());
        }
        below.forEach(Switchboard::refresh);
    }

    boolean hears(int topic) {
        return (routes.interest() & Topic.mask(topic, Audience.GENERAL)) != 0;
    }

    /** Whether a synchronous listener hears it. */
    boolean waitsFor(int topic) {
        return routes.at(topic, Audience.GENERAL).synchronous().length > 0;
    }

    /** Tells a trouble. Synchronous listeners are left to the thread's turn. */
    void tell(Occurrence<?, ?> trouble) {
        Route route = routes.at(trouble.topic(), Audience.GENERAL);
        for (Channel channel : route.timed()) {
            channel.give(trouble, trouble.origin());
        }
        if (route.synchronous().length > 0) {
            Delivery delivery = new Delivery(this, route.synchronous(), trouble);
            new Lane(this, new Lanes()).append(delivery);
            Turn.owe(delivery);
        }
    }

    /** Ends all subscriptions here. */
    void close() {
        synchronized (change) {
            closed = true;
        }
        refresh();
        subscribers.forEach(Subscriber::end);
        if (above != null) {
            above.below.remove(this);
        }
    }
}
