package org.terracecache.remote;

import java.time.Duration;

/**
 * A command on its way, and who waits for it.
 *
 * @param command the command
 * @param timeoutNanos for how long, from {@link RemoteStore#execute} on, the command may run and its reply is waited for;
 *     nanoseconds, positive
 * @param callback who waits
 * @param <A> the command's answer
 */
public record Request<A extends Answer>(Command<A> command, long timeoutNanos, Callback<? super A> callback) {
    /** The longest time-out. */
    public static final long MAX_TIMEOUT_NANOS = Duration.ofHours(1).toNanos();

    /**
     * A request.
     *
     * @throws IllegalArgumentException if the time-out is not positive, or longer than an hour
     */
    public Request {
        if (timeoutNanos <= 0 || timeoutNanos > MAX_TIMEOUT_NANOS) {
            throw new IllegalArgumentException("A command's time-out is above zero and up to an hour");
        }
    }
}
