package org.terracecache.observe;

/** What logs and events call a listener: its class; of a lambda, the class in which it is written. */
final class ListenerName {
    private static final String LAMBDA = "$$Lambda";

    private ListenerName() {}

    static String of(Object listener) {
        String name = listener.getClass().getName();
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda) + " (lambda)";
    }
}
