package org.terracecache.conformance;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.spi.CachingProvider;

/** The reference implementation's caches, and a look into them. */
final class Reference {
    private final CachingProvider provider = ReferenceImplementation.provider();
    private final CacheManager manager = provider.getCacheManager();
    private Method statistics;
    private Field entries;
    private Field keyConverter;
    private Field valueConverter;
    private Method fromInternal;
    private Method isExpiredAt;
    private Method get;

    Side open(Setup setup, String name) {
        Partners partners = new Partners(setup);
        Cache<String, Token> cache = manager.createCache(name, partners.configuration());
        try {
            if (statistics == null) {
                lookInside(cache.getClass());
            }
            return new Side(setup, partners, cache, (CacheStatisticsMXBean) statistics.invoke(cache), new Side.Tasks());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The reference implementation is not what it was", e);
        }
    }

    void close() {
        provider.close();
    }

    /**
     * Takes out the entries that have expired by now, which the reference implementation keeps until it happens to meet
     * them, and when it stores by value even then.
     */
    Map<String, Token> takeExpired(Cache<String, Token> cache) {
        Map<String, Token> expired = new TreeMap<>();
        visit(cache, true, expired);
        return expired;
    }

    /** What the cache holds. */
    Map<String, Token> content(Cache<String, Token> cache) {
        Map<String, Token> content = new TreeMap<>();
        visit(cache, false, content);
        return content;
    }

    private void visit(Cache<String, Token> cache, boolean take, Map<String, Token> found) {
        try {
            Iterator<?> all = ((Iterable<?>) entries.get(cache)).iterator();
            while (all.hasNext()) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) all.next();
                boolean expired = (boolean) isExpiredAt.invoke(entry.getValue(), ReferenceClock.currentTimeMillis());
                if (expired == take) {
                    Object value = fromInternal.invoke(valueConverter.get(cache), get.invoke(entry.getValue()));
                    Object key = fromInternal.invoke(keyConverter.get(cache), entry.getKey());
                    found.put((String) key, (Token) value);
                    if (take) {
                        all.remove();
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The reference implementation is not what it was", e);
        }
    }

    private void lookInside(Class<?> type) throws ReflectiveOperationException {
        ClassLoader loader = type.getClassLoader();
        statistics = type.getMethod("getCacheStatisticsMXBean");
        entries = field(type, "entries");
        keyConverter = field(type, "keyConverter");
        valueConverter = field(type, "valueConverter");
        Class<?> value = loader.loadClass("org.jsr107.ri.RICachedValue");
        isExpiredAt = method(value, "isExpiredAt", long.class);
        get = method(value, "get");
        fromInternal = method(loader.loadClass("org.jsr107.ri.RIInternalConverter"), "fromInternal", Object.class);
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}
