package org.terracecache.jcache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.codec.ValueForms;
import org.terracecache.event.DeserializationFailed;
import org.terracecache.event.RemoteFailed;
import org.terracecache.event.RemoteTimedOut;
import org.terracecache.event.SerializationFailed;
import org.terracecache.layer.CacheTrouble;
import org.terracecache.observe.Audience;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Kind;
import org.terracecache.observe.Signal;
import org.terracecache.remote.Failure;
import org.terracecache.spi.TimeSource;

/** Counts what goes wrong between a cache and its remote layer, and tells it to who listens and to the log. */
final class RemoteTroubles<K, V> implements CacheTrouble<K> {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteTroubles.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String OF_KEYS = "key";
    private static final String UNKNOWN = "unknown";
    private static final long FAILURES = CacheSignals.mask(Kind.REMOTE_FAILED, Audience.REMOTE)
            | CacheSignals.mask(Kind.REMOTE_TIMED_OUT, Audience.REMOTE);

    private final String cache;
    private final String node;
    private final ValueForms values;
    private final TimeSource time;
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong unwritable = new AtomicLong();
    private final AtomicLong nextWarningNanos;
    private volatile @Nullable CacheSignals<K, V> signals;

    RemoteTroubles(String cache, String node, ValueForms values, TimeSource time) {
        this.cache = cache;
        this.node = node;
        this.values = values;
        this.time = time;
        this.nextWarningNanos = new AtomicLong(time.nanoTime());
    }

    /** Says who listens, before the first operation. */
    void bind(CacheSignals<K, V> listeners) {
        signals = listeners;
    }

    private boolean isHeard(long mask) {
        CacheSignals<K, V> bound = signals;
        return bound != null && (bound.interest() & mask) != 0;
    }

    private void tell(Kind kind, Signal.Told<K, V> told) {
        CacheSignals<K, V> bound = signals;
        if (bound != null && isHeard(CacheSignals.mask(kind, Audience.REMOTE))) {
            bound.publish(Signal.told(kind, Audience.REMOTE, told));
        }
    }

    @Override
    public boolean hearsFailures() {
        return isHeard(FAILURES);
    }

    @Override
    public void failed(String operation, Failure failure, Duration duration, RuntimeException thrown) {
        LOG.debug("[node={}, cache={}] cannot {}: {}", node, cache, operation, failure.detail());
        if (failure instanceof Failure.Unknown) {
            tell(Kind.REMOTE_TIMED_OUT, (source, out) -> new RemoteTimedOut<>(source, operation, duration, thrown));
        } else {
            tell(Kind.REMOTE_FAILED, (source, out) -> new RemoteFailed<>(source, operation, duration, thrown));
        }
    }

    @Override
    public void unencodable(K key, Object value, RuntimeException thrown) {
        unwritable(key, values.nameFor(value), thrown);
    }

    /** A key of the application's has no bytes. */
    void unencodableKey(RuntimeException thrown) {
        unwritable(null, OF_KEYS, thrown);
    }

    /** The caller gets the exception: that is enough for the log. */
    private void unwritable(@Nullable K key, String codec, RuntimeException thrown) {
        long count = unwritable.incrementAndGet();
        LOG.debug("[node={}, cache={}] cannot be serialized", node, cache, thrown);
        tell(
                Kind.SERIALIZATION_FAILED,
                (source, out) -> new SerializationFailed<>(source, outOrNull(key, out), codec, thrown, count));
    }

    @Override
    public void undecodable(@Nullable K key, int codec, Exception error) {
        long count = unreadable.incrementAndGet();
        long due = nextWarningNanos.get();
        long now = time.nanoTime();
        if (now - due >= 0 && nextWarningNanos.compareAndSet(due, now + INTERVAL_NANOS)) {
            LOG.warn(
                    "[node={}, cache={}] what Redis holds cannot be read, and counts as a miss for a plain read: {}; so far {}"
                            + " times",
                    node,
                    cache,
                    error.getMessage(),
                    count);
        }
        String name = key == null ? OF_KEYS : codec == NO_CODEC ? UNKNOWN : values.name(codec);
        tell(
                Kind.DESERIALIZATION_FAILED,
                (source, out) -> new DeserializationFailed<>(source, outOrNull(key, out), name, error, count));
    }

    @SuppressWarnings("unchecked") // a copy of a stored key goes for a K
    private @Nullable K outOrNull(@Nullable K key, UnaryOperator<Object> out) {
        return key == null ? null : (K) out.apply(key);
    }
}
