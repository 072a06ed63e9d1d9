package org.terracecache.observe;

/** What logs and events call a listener: its class; of a lambda, the class in which it is written. */
public final class ListenerName {
    private static final String LAMBDA = "$$Lambda";

    private ListenerName() {}

    static String of(Object listener) {
        return of(listener.getClass().getName());
    }

    /** What to call an instance of the class of that name. */
    public static String of(String name) {
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda) + " (lambda)";
    }
}
