package org.terracecache.spi;

import java.util.Collection;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/** A writer with faults. */
final class ChaosWriter<K, V> implements CacheWriter<K, V>, AutoCloseable {
    private final CacheWriter<K, V> writer;
    private final Chaos.Calls calls;

    ChaosWriter(CacheWriter<K, V> writer, Chaos.Calls calls) {
        this.writer = writer;
        this.calls = calls;
    }

    private void call(Runnable call) {
        Chaos.Fate fate = calls.next();
        if (fate.fails()) {
            throw new CacheWriterException("Chaos: this write fails");
        }
        call.run();
        if (fate.loses()) {
            throw new CacheWriterException("Chaos: this was written, but the reply is lost");
        }
    }

    @Override
    public void write(Cache.Entry<? extends K, ? extends V> entry) {
        call(() -> writer.write(entry));
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
        call(() -> writer.writeAll(entries));
    }

    @Override
    public void delete(Object key) {
        call(() -> writer.delete(key));
    }

    @Override
    public void deleteAll(Collection<?> keys) {
        call(() -> writer.deleteAll(keys));
    }

    @Override
    public void close() {
        if (writer instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new CacheException("What chaos wraps could not be closed", e);
            }
        }
    }
}
