package org.terracecache.remote;

import java.util.List;

/**
 * The store that nodes share, as one node sees it. Safe for any thread. What an implementation promises, and
 * {@code RemoteStoreCompliance} tests:
 *
 * <ul>
 *   <li>Each command is one atomic step. A mutation is checked, gets its version, is stored and published in one step, or
 *       changes nothing.
 *   <li>Each request is answered exactly once, by callback. {@link Failure.Refused} is proof that nothing was done;
 *       {@link Failure.Unknown} comes only when nothing of it can still happen: no mutation runs later than its time-out.
 *   <li>Nothing is sent a second time unless the store has proved that it did not do it.
 *   <li>Bytes that are no entry are told as {@link Values.Unreadable} or {@link Outcome#UNREADABLE}, never thrown.
 * </ul>
 *
 * <p>No lock may be held by who calls {@code execute}: callbacks may come before it returns.
 */
public interface RemoteStore extends AutoCloseable {
    /** The most keys of one command. */
    int MAX_KEYS = 256;

    /** Does commands, in one pipeline per server. They do not depend on one another: any order is possible. */
    void execute(List<? extends Request<?>> requests);

    /** Does one command. */
    default void execute(Request<?> request) {
        execute(List.of(request));
    }

    /** Ends what is idle and refuses what comes later. Commands on their way are still answered. Repeated calls do nothing. */
    @Override
    void close();
}
