package org.terracecache.jcache;

/** The standard's {@code unwrap}: own types and nothing else. */
final class Unwrap {
    private Unwrap() {}

    static <T> T of(Object object, Class<T> type) {
        if (type.isInstance(object)) {
            return type.cast(object);
        }
        throw new IllegalArgumentException("Cannot unwrap to " + type.getName() + ": this is a "
                + object.getClass().getName() + ", which is Terrace's own and has nothing of that type inside");
    }
}
