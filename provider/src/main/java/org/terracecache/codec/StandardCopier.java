package org.terracecache.codec;

import java.util.Set;
import javax.cache.CacheException;
import org.terracecache.spi.Copier;

/**
 * The built-in copier of caches that store by value. Immutable objects are shared; everything else gets the copy that Java
 * serialization with the cache manager's class loader would give, by a faster way where the type allows it.
 *
 * <p>A class that the manager's class loader does not know, or knows as another class, is always serialized, so that what
 * comes out is of the manager's class. Safe for use by many threads; changing an object while it is being copied is not.
 */
public final class StandardCopier implements Copier {
    private final ImmutableTypes immutables;
    private final Serialization serialization;

    /**
     * Makes a copier.
     *
     * @param loader the cache manager's class loader, which resolves the classes of the copies
     * @param immutableTypes types that the user vouches for: their instances, subtypes' included, are shared
     */
    public StandardCopier(ClassLoader loader, Set<Class<?>> immutableTypes) {
        this.immutables = new ImmutableTypes(immutableTypes);
        this.serialization = new Serialization(loader, immutables);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T copy(T object) {
        if (immutables.areShared(object.getClass())) {
            return object;
        }
        try {
            return (T) serialization.copy(object);
        } catch (StackOverflowError e) {
            throw new CacheException(
                    "Cannot copy " + object.getClass().getName() + ": its objects are nested too deeply", e);
        }
    }
}
