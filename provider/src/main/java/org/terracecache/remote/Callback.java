package org.terracecache.remote;

/**
 * Who waits for a command. Exactly one of the two methods is called, once, on any thread: perhaps the one that called
 * {@link RemoteStore#execute}, before that returns. It does not block. What it throws is logged and lost.
 *
 * @param <A> the command's answer
 */
public interface Callback<A extends Answer> {
    /** The store did it, or says why there was nothing to do. */
    void answered(A answer);

    /** There is no answer. */
    void failed(Failure failure);
}
