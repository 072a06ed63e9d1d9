package org.terracecache.jcache;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/** What a cache writes to. */
class Database<K, V> implements CacheWriter<K, V> {
    final Map<Object, V> rows = new ConcurrentHashMap<>();

    /** Called before each change. */
    void before(Object key) {}

    @Override
    public void write(Cache.Entry<? extends K, ? extends V> entry) {
        before(entry.getKey());
        rows.put(entry.getKey(), entry.getValue());
    }

    @Override
    public void delete(Object key) {
        before(key);
        rows.remove(key);
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
        for (Iterator<Cache.Entry<? extends K, ? extends V>> all = entries.iterator(); all.hasNext(); ) {
            write(all.next());
            all.remove();
        }
    }

    @Override
    public void deleteAll(Collection<?> keys) {
        for (Iterator<?> all = keys.iterator(); all.hasNext(); ) {
            delete(all.next());
            all.remove();
        }
    }
}
