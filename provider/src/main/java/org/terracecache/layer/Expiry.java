package org.terracecache.layer;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.memory.Lives;

/**
 * What a cache's expiry policy says. The standard's own policies always answer the same and are asked once; any other is
 * asked each time, with no lock held. A policy that throws counts as one that gives new entries no end and leaves old
 * deadlines as they are.
 */
public final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private static final Set<Class<?>> CONSTANT = Set.of(
            EternalExpiryPolicy.class,
            CreatedExpiryPolicy.class,
            ModifiedExpiryPolicy.class,
            AccessedExpiryPolicy.class,
            TouchedExpiryPolicy.class);

    private final ExpiryPolicy policy;
    private final String cache;
    private final ForeignCalls foreignCalls;
    private final @Nullable Lives constant;
    private final long constantAccess;

    /**
     * The policy of a cache.
     *
     * @param policy the policy
     * @param cache the cache's name, for messages
     * @param foreignCalls the cache's gate: when it is shut, the policy is not asked any more
     */
    public Expiry(ExpiryPolicy policy, String cache, ForeignCalls foreignCalls) {
        this.foreignCalls = foreignCalls;
        this.policy = policy;
        this.cache = cache;
        if (CONSTANT.contains(policy.getClass())) {
            constant = new Lives(askCreation(), askUpdate());
            constantAccess = askAccess();
        } else {
            constant = null;
            constantAccess = Lives.UNCHANGED;
        }
    }

    /** Whether no entry ever expires. */
    public boolean isEternal() {
        return constant != null
                && constant.create() == Lives.ETERNAL
                && isEndless(constant.update())
                && isEndless(constantAccess);
    }

    private static boolean isEndless(long life) {
        return life == Lives.UNCHANGED || life == Lives.ETERNAL;
    }

    /** The lives that every store gets, null if the policy must be asked. */
    public @Nullable Lives constant() {
        return constant;
    }

    /** The life of a value that is about to be stored, with or without a live one before it. */
    public Lives forStore(boolean present) {
        if (constant != null) {
            return constant;
        }
        return present ? new Lives(Lives.NONE, askUpdate()) : new Lives(askCreation(), Lives.UNCHANGED);
    }

    /** Whether accesses never move a deadline. */
    public boolean ignoresAccess() {
        return constant != null && constantAccess == Lives.UNCHANGED;
    }

    /** The life of a value that was just read. */
    public long forAccess() {
        return constant != null ? constantAccess : askAccess();
    }

    /** The policy itself, to be closed with the cache. */
    public ExpiryPolicy policy() {
        return policy;
    }

    private long askCreation() {
        return ask(policy::getExpiryForCreation, Lives.ETERNAL);
    }

    private long askUpdate() {
        return ask(policy::getExpiryForUpdate, Lives.UNCHANGED);
    }

    private long askAccess() {
        return ask(policy::getExpiryForAccess, Lives.UNCHANGED);
    }

    private long ask(Supplier<@Nullable Duration> question, long otherwise) {
        if (foreignCalls.isShut()) {
            return otherwise;
        }
        try {
            Duration duration = question.get();
            return duration == null ? otherwise : life(duration);
        } catch (RuntimeException e) {
            LOG.warn(
                    "[cache={}] the expiry policy {} failed: the entry is kept as if it had no opinion. Mend the policy.",
                    cache,
                    policy.getClass().getName(),
                    e);
            return otherwise;
        }
    }

    private static long life(Duration duration) {
        if (duration.isEternal()) {
            return Lives.ETERNAL;
        }
        TimeUnit unit = duration.getTimeUnit();
        return unit == null ? Lives.ETERNAL : unit.toNanos(duration.getDurationAmount());
    }
}
