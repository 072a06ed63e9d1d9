package org.terracecache.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** The loader, writer, expiry policy and listeners of one cache. They behave as the setup says and note how they are called. */
final class Partners {
    /** What a listener was told: of which listener, which key, and all that matters of the event. */
    record Told(int listener, EventType type, String key, String text) {}

    private final Setup setup;
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final Set<String> expiryCalls = Collections.synchronizedSet(new TreeSet<>());
    final List<Told> told = Collections.synchronizedList(new ArrayList<>());

    /** The values handed to the cache, by identity. */
    final Set<Token> given = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** What the loader's values begin with; changes with every step. */
    volatile int epoch;

    Partners(Setup setup) {
        this.setup = setup;
    }

    MutableConfiguration<String, Token> configuration() {
        MutableConfiguration<String, Token> configuration = new MutableConfiguration<String, Token>()
                .setTypes(String.class, Token.class)
                .setStoreByValue(setup.byValue())
                .setStatisticsEnabled(true)
                .setExpiryPolicyFactory(
                        setup.expiry().standard() != null ? setup.expiry().standard() : Policy::new);
        if (setup.loader() != null) {
            configuration.setCacheLoaderFactory(Loader::new).setReadThrough(setup.readThrough());
        }
        if (setup.writer() != null) {
            configuration.setCacheWriterFactory(Writer::new).setWriteThrough(true);
        }
        for (int i = 0; i < setup.listeners().size(); i++) {
            Setup.Listener listener = setup.listeners().get(i);
            int number = i;
            configuration.addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
                    () -> new Listener(number, listener.oldValue()),
                    listener.filter() == null ? null : () -> new Filter(listener.filter()),
                    listener.oldValue(),
                    true));
        }
        return configuration;
    }

    Token give(int id) {
        Token token = new Token(id);
        given.add(token);
        return token;
    }

    static String eventText(EventType type, Object value, Object old, boolean oldValueRequired) {
        return switch (type) {
            case CREATED -> "CREATED " + value;
            case UPDATED -> "UPDATED " + value + (oldValueRequired ? " was " + old : "");
            case REMOVED, EXPIRED -> type + (oldValueRequired ? " " + value + " was " + old : "");
        };
    }

    private final class Loader implements CacheLoader<String, Token> {
        @Override
        public Token load(String key) {
            calls.add("load " + key);
            if (setup.loader().failing().contains(key)) {
                throw setup.loader().failure().make(false);
            }
            return setup.loader().missing().contains(key) ? null : give(100 * epoch + key.charAt(0));
        }

        @Override
        public Map<String, Token> loadAll(Iterable<? extends String> keys) {
            Map<String, Token> loaded = new HashMap<>();
            for (String key : keys) {
                loaded.put(key, load(key));
            }
            return loaded;
        }
    }

    private final class Writer implements CacheWriter<String, Token> {
        @Override
        public void write(Cache.Entry<? extends String, ? extends Token> entry) {
            calls.add("write " + entry.getKey() + "=" + entry.getValue());
            failFor(entry.getKey());
        }

        @Override
        public void writeAll(Collection<Cache.Entry<? extends String, ? extends Token>> entries) {
            Map<String, Cache.Entry<? extends String, ? extends Token>> sorted = new TreeMap<>();
            entries.forEach(entry -> sorted.put(entry.getKey(), entry));
            for (Cache.Entry<? extends String, ? extends Token> entry : sorted.values()) {
                write(entry);
                entries.remove(entry);
            }
        }

        @Override
        public void delete(Object key) {
            calls.add("delete " + key);
            failFor(key);
        }

        @Override
        public void deleteAll(Collection<?> keys) {
            for (Object key : new TreeSet<>(keys)) {
                delete(key);
                keys.remove(key);
            }
        }

        private void failFor(Object key) {
            if (setup.writer().failing().contains(key)) {
                throw setup.writer().failure().make(true);
            }
        }
    }

    private final class Policy implements ExpiryPolicy {
        @Override
        public Duration getExpiryForCreation() {
            return duration("creation", setup.expiry().creation());
        }

        @Override
        public Duration getExpiryForAccess() {
            return duration("access", setup.expiry().access());
        }

        @Override
        public Duration getExpiryForUpdate() {
            return duration("update", setup.expiry().update());
        }

        private Duration duration(String call, Duration duration) {
            expiryCalls.add(call);
            return duration;
        }
    }

    private final class Listener
            implements CacheEntryCreatedListener<String, Token>,
                    CacheEntryUpdatedListener<String, Token>,
                    CacheEntryRemovedListener<String, Token>,
                    CacheEntryExpiredListener<String, Token> {
        private final int number;
        private final boolean oldValue;

        Listener(int number, boolean oldValue) {
            this.number = number;
            this.oldValue = oldValue;
        }

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Token>> events) {
            note(events, EventType.CREATED);
        }

        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Token>> events) {
            note(events, EventType.UPDATED);
        }

        @Override
        public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Token>> events) {
            note(events, EventType.REMOVED);
        }

        @Override
        public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends Token>> events) {
            note(events, EventType.EXPIRED);
        }

        private void note(Iterable<CacheEntryEvent<? extends String, ? extends Token>> events, EventType type) {
            Iterator<CacheEntryEvent<? extends String, ? extends Token>> all = events.iterator();
            while (all.hasNext()) {
                CacheEntryEvent<? extends String, ? extends Token> event = all.next();
                String text = eventText(type, event.getValue(), event.getOldValue(), oldValue);
                told.add(new Told(number, type, event.getKey(), text + oddities(event, type)));
            }
        }

        /** What an event must not be, whoever raises it. */
        private String oddities(CacheEntryEvent<? extends String, ? extends Token> event, EventType type) {
            boolean old = event.isOldValueAvailable();
            boolean right = event.getEventType() == type
                    && switch (type) {
                        case CREATED -> !old && event.getOldValue() == null;
                        case UPDATED -> old == (event.getOldValue() != null) && (old || !oldValue);
                        case REMOVED, EXPIRED ->
                            old == (event.getOldValue() != null)
                                    && old == (event.getValue() != null)
                                    && (old || !oldValue);
                    };
            return right
                    ? ""
                    : " odd: " + event.getEventType() + " " + event.getValue() + " " + old + " " + event.getOldValue();
        }
    }

    private static final class Filter implements CacheEntryEventFilter<String, Token> {
        private final Setup.Filter filter;

        Filter(Setup.Filter filter) {
            this.filter = filter;
        }

        @Override
        public boolean evaluate(CacheEntryEvent<? extends String, ? extends Token> event) {
            Integer value = event.getValue() == null ? null : event.getValue().id;
            return filter.accepts(event.getEventType(), event.getKey(), value);
        }
    }
}
