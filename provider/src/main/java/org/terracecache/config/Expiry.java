package org.terracecache.config;

import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** Expiry policies from durations. */
final class Expiry {
    private static final java.time.Duration SHORTEST = java.time.Duration.ofMillis(1);

    private Expiry() {}

    /** The standard counts in whole milliseconds. */
    static Duration duration(java.time.Duration duration) {
        if (duration.isNegative() || (!duration.isZero() && duration.compareTo(SHORTEST) < 0)) {
            throw new IllegalArgumentException("A time to live must be 0 or at least 1 millisecond, not " + duration);
        }
        return duration.isZero() ? Duration.ZERO : new Duration(TimeUnit.MILLISECONDS, duration.toMillis());
    }

    static Factory<? extends ExpiryPolicy> of(
            java.time.Duration creation, java.time.@Nullable Duration update, java.time.@Nullable Duration access) {
        return of(
                duration(creation), update == null ? null : duration(update), access == null ? null : duration(access));
    }

    /**
     * The policy of three durations, one of the standard's own where there is one (they tell what they are: an eternal
     * cache needs no clock).
     */
    static Factory<? extends ExpiryPolicy> of(Duration creation, @Nullable Duration update, @Nullable Duration access) {
        boolean updateToo = creation.equals(update);
        boolean accessToo = creation.equals(access);
        if (creation.isEternal() && (update == null || updateToo) && (access == null || accessToo)) {
            return EternalExpiryPolicy.factoryOf();
        }
        if (update == null && access == null) {
            return CreatedExpiryPolicy.factoryOf(creation);
        }
        if (updateToo && access == null) {
            return ModifiedExpiryPolicy.factoryOf(creation);
        }
        if (update == null && accessToo) {
            return AccessedExpiryPolicy.factoryOf(creation);
        }
        if (updateToo && accessToo) {
            return TouchedExpiryPolicy.factoryOf(creation);
        }
        return new FactoryBuilder.SingletonFactory<>(new ByOperation(creation, update, access));
    }

    /** A duration for each kind of operation; null leaves an entry's expiry as it is. */
    private record ByOperation(
            Duration creation,
            @Nullable Duration update,
            @Nullable Duration access) implements ExpiryPolicy, Serializable {
        ByOperation {
            Objects.requireNonNull(creation, "creation");
        }

        @Override
        public Duration getExpiryForCreation() {
            return creation;
        }

        @Override
        public @Nullable Duration getExpiryForUpdate() {
            return update;
        }

        @Override
        public @Nullable Duration getExpiryForAccess() {
            return access;
        }
    }
}
