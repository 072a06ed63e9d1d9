package org.terracecache.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.configuration.Factory;
import javax.cache.event.EventType;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/**
 * How the two caches of a comparison are configured, and how their loader, writer, expiry policy and listeners behave.
 *
 * @param byValue store by value
 * @param loader how the loader behaves, null for none
 * @param readThrough whether it is called by reads
 * @param writer how the writer behaves, null for none
 * @param expiry the expiry policy
 * @param listeners the listeners
 */
record Setup(
        boolean byValue, Loader loader, boolean readThrough, Writer writer, Expiry expiry, List<Listener> listeners) {
    /** All keys that there are. */
    static final List<String> KEYS = List.of("a", "b", "c", "d", "e");

    static final Duration ZERO = Duration.ZERO;

    enum Failure {
        RUNTIME {
            @Override
            RuntimeException make(boolean writing) {
                return new UnsupportedOperationException("on purpose");
            }
        },
        CACHE {
            @Override
            RuntimeException make(boolean writing) {
                return new javax.cache.CacheException("on purpose");
            }
        },
        INTEGRATION {
            @Override
            RuntimeException make(boolean writing) {
                return writing
                        ? new javax.cache.integration.CacheWriterException("on purpose")
                        : new javax.cache.integration.CacheLoaderException("on purpose");
            }
        };

        abstract RuntimeException make(boolean writing);
    }

    record Loader(Set<String> missing, Set<String> failing, Failure failure) {}

    record Writer(Set<String> failing, Failure failure) {}

    /**
     * Durations, null for none.
     *
     * @param standard the standard's own policy that answers so, null for one that is made for the test
     */
    record Expiry(Factory<ExpiryPolicy> standard, Duration creation, Duration access, Duration update) {
        boolean mayEnd() {
            return Stream.of(creation, access, update).anyMatch(duration -> duration != null && !duration.isEternal());
        }

        @Override
        public String toString() {
            return (standard == null ? "custom" : standard.create().getClass().getSimpleName()) + "[creation="
                    + text(creation) + ", access=" + text(access) + ", update=" + text(update) + "]";
        }

        private static String text(Duration duration) {
            if (duration == null || duration.isEternal()) {
                return duration == null ? "none" : "eternal";
            }
            return duration.getTimeUnit().toMillis(duration.getDurationAmount()) + " ms";
        }
    }

    /** Hears the types of events that pass its filter; null for no filter. */
    record Listener(boolean oldValue, Filter filter) {}

    record Filter(Set<EventType> types, Set<String> keys, int parity) {
        /** Values are looked at only where the standard says that there is one. */
        boolean accepts(EventType type, String key, Integer value) {
            boolean hasValue = type == EventType.CREATED || type == EventType.UPDATED;
            return types.contains(type) && keys.contains(key) && (parity < 0 || !hasValue || value % 2 == parity);
        }
    }

    static Setup random(Random random) {
        Loader loader = random.nextInt(3) == 0
                ? new Loader(keys(random, 3), keys(random, 4), any(random, Failure.values()))
                : null;
        Writer writer = random.nextInt(3) == 0 ? new Writer(keys(random, 4), any(random, Failure.values())) : null;
        List<Listener> listeners = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            listeners.add(new Listener(random.nextBoolean(), random.nextBoolean() ? filter(random) : null));
        }
        return new Setup(
                random.nextInt(3) == 0,
                loader,
                loader != null && random.nextInt(4) > 0,
                writer,
                expiry(random),
                listeners);
    }

    private static Filter filter(Random random) {
        Set<EventType> types = new TreeSet<>();
        for (EventType type : EventType.values()) {
            if (random.nextInt(4) > 0) {
                types.add(type);
            }
        }
        return new Filter(types, keys(random, 1), random.nextInt(3) - 1);
    }

    private static Expiry expiry(Random random) {
        Duration one = duration(random, 6);
        return switch (random.nextInt(8)) {
            case 0 -> new Expiry(EternalExpiryPolicy.factoryOf(), Duration.ETERNAL, null, null);
            case 1 -> new Expiry(CreatedExpiryPolicy.factoryOf(one), one, null, null);
            case 2 -> new Expiry(ModifiedExpiryPolicy.factoryOf(one), one, null, one);
            case 3 -> new Expiry(AccessedExpiryPolicy.factoryOf(one), one, one, null);
            case 4 -> new Expiry(TouchedExpiryPolicy.factoryOf(one), one, one, one);
            default -> new Expiry(null, one, durationOrNone(random), durationOrNone(random));
        };
    }

    private static Duration durationOrNone(Random random) {
        return random.nextBoolean() ? duration(random, 4) : null;
    }

    private static Duration duration(Random random, int zeroOneIn) {
        Duration tenth = new Duration(TimeUnit.MILLISECONDS, 100);
        return random.nextInt(zeroOneIn) == 0
                ? ZERO
                : any(random, Duration.ETERNAL, tenth, tenth, Duration.ONE_MINUTE, new Duration(TimeUnit.SECONDS, 1));
    }

    /** Each key with a probability of one in {@code n + 1}, all of them if n is 1. */
    private static Set<String> keys(Random random, int n) {
        Set<String> keys = new TreeSet<>();
        for (String key : KEYS) {
            if (n == 1 ? random.nextInt(4) > 0 : random.nextInt(n + 1) == 0) {
                keys.add(key);
            }
        }
        return keys;
    }

    @SafeVarargs
    static <T> T any(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
