package org.terracecache.config;

import java.io.Serial;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of a class that a configuration names, or what its instances make if they are factories. The class is
 * resolved by the manager's class loader, which {@link javax.cache.configuration.FactoryBuilder} knows nothing of.
 */
record ClassNameFactory<T>(Class<?> implementation, Class<? super T> product, String key) implements Factory<T> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What is wrong with a class, null if nothing is. */
    static @Nullable String objection(Class<?> implementation, Class<?> product) {
        if (!product.isAssignableFrom(implementation) && !Factory.class.isAssignableFrom(implementation)) {
            return "must name a class that implements " + product.getName() + " or " + Factory.class.getName() + ": "
                    + implementation.getName() + " does not";
        }
        boolean callable = Modifier.isPublic(implementation.getModifiers())
                && !Modifier.isAbstract(implementation.getModifiers())
                && Stream.of(implementation.getConstructors()).anyMatch(known -> known.getParameterCount() == 0);
        return callable
                ? null
                : "must name a public class that is not abstract and has a public constructor without parameters: "
                        + implementation.getName() + " is none";
    }

    @Override
    public T create() {
        Object made = instance();
        if (!product.isInstance(made) && made instanceof Factory<?> factory) {
            made = factory.create();
        }
        if (!product.isInstance(made)) {
            throw new CacheException(
                    key + ": the factory " + implementation.getName() + " made no " + product.getName());
        }
        @SuppressWarnings("unchecked") // A raw type's parameters are the application's to get right.
        T result = (T) made;
        return result;
    }

    private Object instance() {
        try {
            return implementation.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new CacheException(
                    key + ": the constructor of " + implementation.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CacheException(key + ": an instance of " + implementation.getName() + " cannot be made", e);
        }
    }
}
