package org.terracecache.jcache;

import java.util.Collection;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.terracecache.layer.ForeignCalls;

/** Calls a writer; whatever it throws becomes a {@link CacheWriterException} (JSR-107, integration). */
final class WriterCalls<K, V> {
    private final CacheWriter<K, V> writer;
    private final ForeignCalls foreignCalls;

    WriterCalls(CacheWriter<K, V> writer, ForeignCalls foreignCalls) {
        this.writer = writer;
        this.foreignCalls = foreignCalls;
    }

    void write(K key, V value) {
        call(() -> writer.write(new WriterEntry<>(key, value)));
    }

    void delete(K key) {
        call(() -> writer.delete(key));
    }

    /** The writer takes out of the collection what it wrote. */
    void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
        call(() -> writer.writeAll(entries));
    }

    /** The writer takes out of the collection what it deleted. */
    void deleteAll(Collection<?> keys) {
        call(() -> writer.deleteAll(keys));
    }

    private void call(Runnable call) {
        foreignCalls.call(() -> {
            wrap(call);
            return null;
        });
    }

    private static void wrap(Runnable call) {
        try {
            call.run();
        } catch (CacheWriterException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CacheWriterException("The cache writer failed; the cache was not changed", e);
        }
    }

    /** What a writer is told to write. */
    record WriterEntry<K, V>(K key, V value) implements Cache.Entry<K, V> {
        @Override
        public K getKey() {
            return key;
        }

        @Override
        public V getValue() {
            return value;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return Unwrap.of(this, type);
        }
    }
}
