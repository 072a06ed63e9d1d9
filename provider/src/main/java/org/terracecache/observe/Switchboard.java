package org.terracecache.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.Layer;
import org.terracecache.spi.Emitter;

/** Who listens at one place, a cache or a manager. A cache's signals also reach who listens at its manager. */
final class Switchboard {
    private final @Nullable Switchboard above;
    private final Origin origin;
    private final String prefix;
    private final Backstage backstage;
    private final Troubles troubles = new Troubles(this);
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Set<Switchboard> below = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private LongConsumer heard = interest -> {};
    private Runnable settled = () -> {};
    private boolean closed;
    private boolean waited;
    private volatile Routes routes = Routes.EMPTY;

    /** A manager's. */
    Switchboard(Origin origin) {
        this.above = null;
        this.origin = origin;
        prefix = "[node " + origin.node() + "]";
        backstage = new Backstage(origin.node());
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

    /** Tells at once and at each change what anybody wants to hear; {@code afterwards} is run when somebody was added. */
    void watch(LongConsumer watcher, Runnable afterwards) {
        synchronized (change) {
            heard = watcher;
            settled = afterwards;
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

    /** What all that is told here has in common. */
    Origin origin() {
        return origin;
    }

    void add(Subscriber subscriber) {
        synchronized (change) {
            if (closed) {
                throw new IllegalStateException(prefix + " is closed: nothing more will be heard of it");
            }
            subscribers.add(subscriber);
        }
        refresh();
        settle();
        below.forEach(Switchboard::settle);
    }

    private void settle() {
        Runnable afterwards;
        synchronized (change) {
            afterwards = settled;
        }
        afterwards.run();
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
            waited |= all.stream().anyMatch(Subscriber::isAwaited);
            routes = all.isEmpty() && !waited ? Routes.EMPTY : new Routes(all, waited);
            heard.accept(routes.interest());
        }
        below.forEach(Switchboard::refresh);
    }

    boolean isClosed() {
        synchronized (change) {
            return closed;
        }
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

    /** Tells what is of no one cache to who listens here, and at each cache with a remote layer; nobody is waited for. */
    void announce(Signal<Object, Object> signal, CacheEvent<Object, Object> event) {
        Set<Emitter> told = Collections.newSetFromMap(new IdentityHashMap<>());
        announce(signal, event, told);
        for (Switchboard cache : below) {
            if (cache.origin.layers().contains(Layer.REMOTE)) {
                cache.announce(signal, event, told);
            }
        }
    }

    /** Caches may share an emitter, which is to be told once. */
    private void announce(Signal<Object, Object> signal, CacheEvent<Object, Object> event, Set<Emitter> told) {
        long mask = Topic.mask(signal.kind().index(), signal.audiences());
        for (Subscriber subscriber : subscribers) {
            Channel channel = subscriber.channel();
            if (channel == null || (subscriber.hears() & mask) == 0) {
                continue;
            }
            if (!(subscriber instanceof EmitterCalls calls) || told.add(calls.emitter())) {
                channel.give(new Occurrence<>(origin, signal, event), origin, false);
            }
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
