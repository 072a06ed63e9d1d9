package org.terracecache.codec;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.Set;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.Copier;

/**
 * The built-in copier of caches that store by value. Immutable objects are shared; everything else gets the copy that Java
 * serialization with the cache manager's class loader would give, by a faster way where the type allows it.
 *
 * <p>A class that the manager's class loader does not know, or knows as another class, is always serialized, so that what
 * comes out is of the manager's class. Safe for use by many threads; changing an object while it is being copied is not.
 */
public final class StandardCopier implements Copier {
    private static final int SHARED = Treatment.SHARED.number();

    private final ManagerClasses classes;
    private final ImmutableTypes immutables;
    private final Serialization serialization;

    /** Numbers instead of treatments: a value of Terrace's own would keep it alive as long as the JDK's classes. */
    private final ClassValue<Integer> treatments = new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return decide(type).number();
        }
    };

    /**
     * Makes a copier.
     *
     * @param loader the cache manager's class loader, which resolves the classes of the copies
     * @param immutableTypes types that the user vouches for: their instances, subtypes' included, are shared
     */
    public StandardCopier(ClassLoader loader, Set<Class<?>> immutableTypes) {
        this.classes = new ManagerClasses(loader);
        this.immutables = new ImmutableTypes(immutableTypes);
        this.serialization = new Serialization(loader, this::isShared);
    }

    @Override
    public <T> T copy(T object) {
        int number = treatments.get(object.getClass());
        return number == SHARED ? object : copy(object, Treatment.of(number));
    }

    Treatment treatment(Class<?> type) {
        return Treatment.of(treatments.get(type));
    }

    private boolean isShared(Object object) {
        return shares(object.getClass());
    }

    /** Whether the instances of exactly this class are their own copies. */
    public boolean shares(Class<?> type) {
        return treatments.get(type) == SHARED;
    }

    @SuppressWarnings("unchecked") // Copies are of the originals' class, or of what serialization makes of it.
    private <T> T copy(T object, Treatment treatment) {
        try {
            @Nullable Object structural = treatment == Treatment.SERIALIZED ? null : structuralCopy(object, treatment);
            return (T) (structural != null ? structural : serialization.copy(object));
        } catch (CacheException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CacheException("Cannot copy " + object.getClass().getName(), e);
        } catch (StackOverflowError e) {
            throw new CacheException(
                    "Cannot copy " + object.getClass().getName() + ": its objects are nested too deeply", e);
        }
    }

    private @Nullable Object structuralCopy(Object object, Treatment treatment) {
        try {
            return new Graph(this, object).copyRoot(treatment);
        } catch (StructuralCopyException e) {
            return null;
        }
    }

    private Treatment decide(Class<?> type) {
        if (immutables.isConfigured(type) || isStatelessComparator(type)) {
            return Treatment.SHARED;
        }
        if (!classes.owns(type)) {
            return Serializable.class.isAssignableFrom(type) ? Treatment.SERIALIZED : Treatment.REFUSED;
        }
        if (immutables.areShared(type)) {
            return Treatment.SHARED;
        }
        @Nullable Treatment known = JdkTypes.treatment(type);
        if (known != null) {
            return known;
        }
        if (type.isArray()) {
            return immutables.holdsOnlyImmutables(type.getComponentType()) ? Treatment.FLAT_ARRAY : Treatment.ARRAY;
        }
        if (type.isRecord() && RecordCopy.suits(type)) {
            return Treatment.RECORD;
        }
        if (!Serializable.class.isAssignableFrom(type)) {
            return Treatment.REFUSED;
        }
        return FieldCopy.suits(type) ? Treatment.FIELDS : Treatment.SERIALIZED;
    }

    /** A comparator without state, most lambdas among them, cannot change; sorted collections keep it. */
    private static boolean isStatelessComparator(Class<?> type) {
        if (!Comparator.class.isAssignableFrom(type)) {
            return false;
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return false;
                }
            }
        }
        return true;
    }
}
