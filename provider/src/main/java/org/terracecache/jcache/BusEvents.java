package org.terracecache.jcache;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.ValueChange;
import org.terracecache.entry.KeyBytes;
import org.terracecache.event.BusMessage;
import org.terracecache.event.Cause;
import org.terracecache.event.Layer;
import org.terracecache.event.MessagePublished;
import org.terracecache.event.MessageReceived;
import org.terracecache.layer.CacheTrouble;
import org.terracecache.layer.EntryCodec;
import org.terracecache.layer.EntryCodec.UndecodableException;
import org.terracecache.layer.LayerStack;
import org.terracecache.layer.Telling;
import org.terracecache.layer.Wishes;
import org.terracecache.memory.Change;
import org.terracecache.observe.Audience;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.Kind;
import org.terracecache.observe.Signal;
import org.terracecache.remote.Wish.Wanted;

/** Tells the messages of a cache with a remote layer to who listens: changes of this node and, unless only local ones are wanted, of others. */
final class BusEvents<K, V> extends Telling<K> {
    private static final Logger LOG = LoggerFactory.getLogger(BusEvents.class);
    private static final int ALL = Audience.STANDARD | Audience.GENERAL;
    private static final long STORED = CacheSignals.mask(Kind.CREATED, ALL) | CacheSignals.mask(Kind.UPDATED, ALL);
    private static final long LEFT = CacheSignals.mask(Kind.REMOVED, ALL) | CacheSignals.mask(Kind.EXPIRED, ALL);

    private static final long PUBLISHED = CacheSignals.mask(Kind.MESSAGE_PUBLISHED, Audience.BUS);
    private static final long RECEIVED = CacheSignals.mask(Kind.MESSAGE_RECEIVED, Audience.BUS);

    /** So many clears may be under way on other nodes at once. */
    private static final int CLEARS = 256;

    private final Set<Long> clears = new LinkedHashSet<>();
    private final String cache;
    private final CacheSignals<K, V> signals;
    private final EntryCodec<K> codec;
    private final Wishes wishes;
    private final Elsewhere<K, V> elsewhere;
    private final boolean cluster;

    BusEvents(
            String cache,
            CacheSignals<K, V> signals,
            EntryCodec<K> codec,
            CacheTrouble<K> trouble,
            Wishes wishes,
            Elsewhere<K, V> elsewhere,
            boolean cluster) {
        super(trouble);
        this.cache = cache;
        this.signals = signals;
        this.codec = codec;
        this.wishes = wishes;
        this.elsewhere = elsewhere;
        this.cluster = cluster;
    }

    /** What messages must carry for those who listen. */
    static Set<Wanted> wanted(long interest) {
        Set<Wanted> wanted = EnumSet.noneOf(Wanted.class);
        if ((interest & STORED) != 0) {
            wanted.add(Wanted.NEW_VALUES);
            wanted.add(Wanted.OLD_VALUES);
        }
        if ((interest & LEFT) != 0) {
            wanted.add(Wanted.OLD_VALUES);
        }
        return wanted;
    }

    @Override
    protected boolean isWanted() {
        return (signals.interest() & (STORED | LEFT)) != 0;
    }

    @Override
    protected boolean isAwaited() {
        return (signals.interest() & CacheSignals.SYNCHRONOUS) != 0;
    }

    @Override
    protected void forgotten(int bucket) {
        wishes.forgotten(bucket);
    }

    @Override
    @SuppressWarnings("unchecked") // what is stored came in as a V
    protected void happened(
            Layer layer, Kind kind, K key, @Nullable Object value, @Nullable Object old, long version, Cause cause) {
        int audience = layer == Layer.MEMORY ? Audience.MEMORY : Audience.REMOTE;
        if ((signals.interest() & CacheSignals.mask(kind, audience)) != 0) {
            signals.publish(new Signal<>(kind, audience, key, (V) value, (V) old, version, cause, null));
        }
    }

    @Override
    protected boolean hearsPublished() {
        return (signals.interest() & PUBLISHED) != 0;
    }

    @Override
    protected void published(MessageType type, List<KeyBytes> keys, long version) {
        signals.publish(Signal.told(
                Kind.MESSAGE_PUBLISHED,
                Audience.BUS,
                (source, out) -> new MessagePublished<>(source, message(type, keys, source.node(), version, out))));
    }

    private void tellReceived(Message message) {
        if ((signals.interest() & RECEIVED) != 0) {
            long version = message.version().number();
            signals.publish(Signal.told(
                    Kind.MESSAGE_RECEIVED,
                    Audience.BUS,
                    (source, out) -> new MessageReceived<>(
                            source, message(message.type(), message.keys(), message.origin(), version, out))));
        }
    }

    /** Made on the thread of the first who is told: decoding a key may call the application's code. */
    @SuppressWarnings("unchecked") // a copy of a stored key goes for a K
    private BusMessage<K> message(
            MessageType type, List<KeyBytes> keys, String origin, long version, UnaryOperator<Object> out) {
        List<K> decoded = new ArrayList<>(keys.size());
        for (KeyBytes bytes : keys) {
            K key = decodeKey(bytes);
            if (key != null) {
                decoded.add((K) out.apply(key));
            }
        }
        return new BusMessage<>(type(type), cache, decoded, origin, version);
    }

    private static BusMessage.Type type(MessageType type) {
        return switch (type) {
            case WRITTEN -> BusMessage.Type.WRITTEN;
            case REMOVED -> BusMessage.Type.REMOVED;
            case FILLED -> BusMessage.Type.FILLED;
            case CLEARED -> BusMessage.Type.CLEARED;
            case TAG_REMOVED -> BusMessage.Type.TAG_REMOVED;
            case EXPIRED -> BusMessage.Type.EXPIRED;
        };
    }

    @Override
    protected void told(Message message, boolean own) {
        if (!own) {
            tellReceived(message);
        }
        if (own) {
            echoes().arrived(message.version().stamp(), cause -> tell(message, cause, null), elsewhere::run);
        } else if (cluster) {
            tell(message, null, message.origin()).forEach(elsewhere::run);
        }
    }

    private List<Runnable> tell(Message message, @Nullable Cause own, @Nullable String origin) {
        List<Runnable> owed = new ArrayList<>();
        if (message.type() == MessageType.CLEARED) {
            if (origin != null && isFirstOf(message.version().stamp())) {
                add(owed, new Signal<>(Kind.CLEARED, Audience.GENERAL, null, null, null, 0, Cause.REMOVE, origin));
            }
            return owed;
        }
        if (isWanted() && message.type() != MessageType.TAG_REMOVED) {
            for (int i = 0; i < message.keys().size(); i++) {
                ValueChange values =
                        message.values().isEmpty() ? null : message.values().get(i);
                tellKey(message, message.keys().get(i), values, cause(message, own), origin, owed);
            }
        }
        return owed;
    }

    /** A clear has a message for each bucket, all with one stamp; the first to come tells it. */
    private boolean isFirstOf(long stamp) {
        synchronized (clears) {
            if (!clears.add(stamp)) {
                return false;
            }
            if (clears.size() > CLEARS) {
                clears.remove(clears.iterator().next());
            }
            return true;
        }
    }

    private void tellKey(
            Message message,
            KeyBytes bytes,
            @Nullable ValueChange values,
            Cause cause,
            @Nullable String origin,
            List<Runnable> owed) {
        K key = decodeKey(bytes);
        if (key == null || values == null) {
            return;
        }
        try {
            Object old = decode(key, values.before());
            Object now = decode(key, values.after());
            boolean left = message.type() == MessageType.REMOVED || message.type() == MessageType.EXPIRED;
            if (left ? old == null : now == null) {
                return;
            }
            Kind kind = left
                    ? (message.type() == MessageType.EXPIRED ? Kind.EXPIRED : Kind.REMOVED)
                    : (values.before() == null ? Kind.CREATED : Kind.UPDATED);
            add(owed, signal(kind, key, left ? old : now, old, message.version().number(), cause, origin));
        } catch (UndecodableException e) {
            LOG.debug("[cache={}] an event is not told, because its value cannot be decoded", cache, e);
        }
    }

    private @Nullable K decodeKey(KeyBytes bytes) {
        try {
            return codec.decodeKey(bytes);
        } catch (UndecodableException e) {
            trouble().undecodable(null, CacheTrouble.NO_CODEC, e);
            return null;
        }
    }

    /** The value that a message tells; null if there was none, or nobody had asked for it. */
    private @Nullable Object decode(K key, byte @Nullable [] told) throws UndecodableException {
        if (told == null || told.length == 0) {
            return null;
        }
        try {
            return codec.decodeTold(told);
        } catch (UndecodableException e) {
            trouble().undecodable(key, EntryCodec.codecTold(told), e);
            throw e;
        }
    }

    /** {@code own}: the cause of an own change, if it is known. */
    private static Cause cause(Message message, @Nullable Cause own) {
        if (own != null && message.type() != MessageType.EXPIRED) {
            return own;
        }
        return switch (message.type()) {
            case FILLED -> Cause.LOAD;
            case REMOVED, CLEARED, TAG_REMOVED -> Cause.REMOVE;
            case EXPIRED -> Cause.EXPIRY;
            case WRITTEN -> Cause.PUT;
        };
    }

    private void add(List<Runnable> owed, Signal<K, V> signal) {
        Runnable toDo = signals.tell(signal, signal.isOwn() || elsewhere.hasRoom());
        if (toDo != null) {
            owed.add(toDo);
        }
    }

    @SuppressWarnings("unchecked") // what is stored came in as a V
    private Signal<K, V> signal(
            Kind kind,
            K key,
            @Nullable Object value,
            @Nullable Object old,
            long version,
            Cause cause,
            @Nullable String origin) {
        return new Signal<>(kind, ALL, key, (V) value, (V) old, version, cause, origin);
    }

    @Override
    protected void toldWithoutEcho(Kind kind, K key, Change change, @Nullable Object old, long version, boolean waits) {
        Object prior = old == null ? null : LayerStack.valueOf(old);
        boolean stored = kind == Kind.CREATED || kind == Kind.UPDATED;
        Cause cause = kind == Kind.EXPIRED ? Cause.EXPIRY : change.mutation().cause();
        List<Runnable> owed = new ArrayList<>();
        add(owed, signal(kind, key, stored ? change.value() : prior, prior, version, cause, null));
        owed.forEach(waits ? Runnable::run : elsewhere::run);
    }
}
