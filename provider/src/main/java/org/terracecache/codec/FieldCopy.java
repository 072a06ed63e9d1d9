package org.terracecache.codec;

import static java.lang.invoke.MethodType.methodType;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Copies objects of plain serializable classes field by field, to what default serialization gives: the first superclass
 * that is not serializable is constructed, transient fields stay at their defaults.
 *
 * <p>What a class needs is remembered in a {@link ClassValue} as objects of the JDK and of the class itself, so that no
 * class keeps this one alive.
 */
final class FieldCopy {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Methods by which a class takes serialization into its own hands. */
    private static final Set<String> OWN_WAYS =
            Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

    /** From this release on, the JDK warns of writes to final fields by reflection, and may refuse them. */
    private static final int FINAL_MEANS_FINAL = 26;

    private static final boolean WRITES_FINAL_FIELDS = Runtime.version().feature() < FINAL_MEANS_FINAL;

    private static final MethodHandle NOTHING =
            MethodHandles.empty(methodType(void.class, Object.class, Object.class, Function.class));

    /** How to make an empty object of a class, and how to fill it: {@code (source, copy, copier)}. */
    private static final ClassValue<Optional<Map.Entry<Constructor<?>, MethodHandle>>> PLANS = new ClassValue<>() {
        @Override
        protected Optional<Map.Entry<Constructor<?>, MethodHandle>> computeValue(Class<?> type) {
            return plan(type);
        }
    };

    private FieldCopy() {}

    static boolean suits(Class<?> type) {
        return PLANS.get(type).isPresent();
    }

    static Object allocate(Object source) {
        try {
            return PLANS.get(source.getClass()).orElseThrow().getKey().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new CacheException("Cannot copy " + source.getClass().getName() + ": its construction failed", e);
        }
    }

    static void fill(Object source, Object copy, Graph graph) {
        MethodHandle fill = PLANS.get(source.getClass()).orElseThrow().getValue();
        try {
            fill.invokeExact(source, copy, (Function<?, ?>) graph);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("reading and writing fields throws nothing checked", e);
        }
    }

    private static Optional<Map.Entry<Constructor<?>, MethodHandle>> plan(Class<?> type) {
        try {
            if (!isPlain(type)) {
                return Optional.empty();
            }
            @Nullable Constructor<?> constructor = constructor(type);
            return constructor == null ? Optional.empty() : Optional.of(Map.entry(constructor, filling(type)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // A field out of reach, a type that is missing: serialization copes, or says what is wrong.
            return Optional.empty();
        }
    }

    private static boolean isPlain(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)
                || Externalizable.class.isAssignableFrom(type)
                || type.isHidden()
                || type.isRecord()
                || Proxy.isProxyClass(type)) {
            return false;
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                if (OWN_WAYS.contains(method.getName())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Gives the constructor that deserialization would use. The JDK supports this class; it is merely not in Java SE. */
    private static @Nullable Constructor<?> constructor(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object instance = factory.getMethod("getReflectionFactory").invoke(null);
        return (Constructor<?>)
                factory.getMethod("newConstructorForSerialization", Class.class).invoke(instance, type);
    }

    private static MethodHandle filling(Class<?> type) throws ReflectiveOperationException {
        List<MethodHandle> flat = new ArrayList<>();
        List<MethodHandle> open = new ArrayList<>();
        for (Class<?> each = type;
                each != null && Serializable.class.isAssignableFrom(each);
                each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals("serialPersistentFields")) {
                    throw new NoSuchFieldException("fields of its own choice");
                }
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    boolean immutable = ImmutableTypes.STANDARD.holdsOnlyImmutables(field.getType());
                    (immutable ? flat : open).add(step(field, immutable));
                }
            }
        }
        // Plain values first: what the rest holds may refer back to this object and look at them.
        flat.addAll(open);
        return sequence(flat);
    }

    private static MethodHandle step(Field field, boolean immutable) throws ReflectiveOperationException {
        if (Modifier.isFinal(field.getModifiers()) && !WRITES_FINAL_FIELDS) {
            throw new IllegalAccessException("final");
        }
        field.setAccessible(true);
        Class<?> type = field.getType();
        MethodHandle getter = LOOKUP.unreflectGetter(field);
        MethodHandle setter = LOOKUP.unreflectSetter(field);
        if (immutable) {
            MethodHandle move = MethodHandles.filterArguments(
                    setter.asType(methodType(void.class, Object.class, type)),
                    1,
                    getter.asType(methodType(type, Object.class)));
            return MethodHandles.permuteArguments(move, NOTHING.type(), 1, 0);
        }
        MethodHandle read = getter.asType(methodType(Object.class, Object.class));
        MethodHandle copy = MethodHandles.filterArguments(Handles.APPLY, 1, read);
        MethodHandle write = setter.asType(methodType(void.class, Object.class, Object.class));
        return MethodHandles.permuteArguments(MethodHandles.collectArguments(write, 1, copy), NOTHING.type(), 1, 2, 0);
    }

    /** Composes steps to a balanced tree, which is shallow however many fields there are. */
    private static MethodHandle sequence(List<MethodHandle> steps) {
        int size = steps.size();
        if (size < 2) {
            return size == 0 ? NOTHING : steps.get(0);
        }
        return MethodHandles.foldArguments(
                sequence(steps.subList(size / 2, size)), sequence(steps.subList(0, size / 2)));
    }
}
