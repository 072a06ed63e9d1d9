package org.terracecache.observe;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.terracecache.event.CacheEvent;
import org.terracecache.event.EventsDropped;
import org.terracecache.event.ListenerFailed;

/** Tells at a switchboard what becomes of the listeners there. */
final class Troubles {
    private final Switchboard board;

    Troubles(Switchboard board) {
        this.board = board;
    }

    /** A listener threw. If it threw when it was told of a failure, that is counted and logged only, lest it go on for ever. */
    void failed(Subscriber subscriber, Object item, Throwable error, long count) {
        subscriber.warnings().failed(error, count);
        try {
            tellFailure(subscriber, item, error, count);
        } catch (RuntimeException e) { // an application's clock or executor threw
            subscriber.warnings().failed(e, count);
        }
    }

    private void tellFailure(Subscriber subscriber, Object item, Throwable error, long count) {
        boolean again = item instanceof Occurrence<?, ?> told && told.isFailure();
        if (again || !board.hears(Topic.LISTENER_FAILED)) {
            return;
        }
        Origin origin = item instanceof Occurrence<?, ?> told ? told.origin() : board.origin();
        tell(origin, new ListenerFailed<>(origin.now(), subscriber.name(), error, count));
    }

    /** A plug-in threw. */
    void failed(String plugin, Throwable error) {
        if (board.hears(Topic.LISTENER_FAILED)) {
            tell(board.origin(), new ListenerFailed<>(board.origin().now(), plugin, error, 1));
        }
    }

    /** A listener missed events, of that cache if it is known. Called on the thread backstage, which waits for no listener. */
    void dropped(Subscriber subscriber, @Nullable Origin origin, long count, long total) {
        if (origin == null || !board.hears(Topic.EVENTS_DROPPED)) {
            return;
        }
        CacheEvent<Object, Object> event = new EventsDropped<>(origin.now(), subscriber.name(), count, total);
        if (board.waitsFor(Topic.EVENTS_DROPPED)) {
            try {
                origin.executor().execute(() -> tell(origin, event));
            } catch (RejectedExecutionException e) {
                subscriber.warnings().rejected(e);
            }
        } else {
            tell(origin, event);
        }
    }

    private void tell(Origin origin, CacheEvent<Object, Object> event) {
        board.tell(new Occurrence<>(origin, event));
        Turn.settle(board);
    }
}
