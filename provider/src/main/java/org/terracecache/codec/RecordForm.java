package org.terracecache.codec;

import static java.lang.invoke.MethodType.genericMethodType;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to take a record apart and put it together. Only records that are equal when their components are: one that writes
 * its own {@code equals} may mean something else by it.
 */
final class RecordForm {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Component types, getters, constructor; the JDK's own objects, so that nothing of Terrace's is kept alive. */
    private static final ClassValue<Optional<List<Object>>> PARTS = new ClassValue<>() {
        @Override
        protected Optional<List<Object>> computeValue(Class<?> type) {
            return parts(type);
        }
    };

    private final List<Object> parts;

    private RecordForm(List<Object> parts) {
        this.parts = parts;
    }

    static boolean suits(Class<?> type) {
        return type.isRecord() && PARTS.get(type).isPresent();
    }

    /** The form of a record that {@link #suits}. */
    static RecordForm of(Class<?> type) {
        return new RecordForm(PARTS.get(type).orElseThrow());
    }

    /** The declared types of the components. */
    Class<?>[] types() {
        return (Class<?>[]) parts.get(0);
    }

    @Nullable Object[] components(Object source) {
        MethodHandle[] getters = (MethodHandle[]) parts.get(1);
        @Nullable Object[] components = new Object[getters.length];
        try {
            for (int i = 0; i < getters.length; i++) {
                components[i] = (Object) getters[i].invokeExact(source);
            }
        } catch (Throwable e) {
            throw new AssertionError("fields can be read", e);
        }
        return components;
    }

    /** @throws RuntimeException if the components do not fit, or the constructor refuses them */
    Object make(@Nullable Object[] components) {
        MethodHandle constructor = (MethodHandle) parts.get(2);
        try {
            return (Object) constructor.invokeExact(components);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a canonical constructor throws nothing checked", e);
        }
    }

    private static Optional<List<Object>> parts(Class<?> type) {
        try {
            return isEqualByComponents(type) ? Optional.of(open(type)) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** The methods that the compiler writes are final; those that people write hardly ever are. */
    private static boolean isEqualByComponents(Class<?> type) throws ReflectiveOperationException {
        Method equals = type.getDeclaredMethod("equals", Object.class);
        Method hashCode = type.getDeclaredMethod("hashCode");
        return Modifier.isFinal(equals.getModifiers()) && Modifier.isFinal(hashCode.getModifiers());
    }

    private static List<Object> open(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        MethodHandle[] getters = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            // Not the accessor, which may give something else.
            Field field = type.getDeclaredField(components[i].getName());
            field.setAccessible(true);
            getters[i] = LOOKUP.unreflectGetter(field).asType(methodType(Object.class, Object.class));
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        MethodHandle make = LOOKUP.unreflectConstructor(constructor)
                .asType(genericMethodType(types.length))
                .asSpreader(Object[].class, types.length);
        return List.of(types, getters, make);
    }
}
