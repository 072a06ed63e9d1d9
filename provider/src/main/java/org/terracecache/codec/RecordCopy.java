package org.terracecache.codec;

import static java.lang.invoke.MethodType.methodType;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies records with components that may be mutable through their canonical constructors, as serialization does. A record
 * whose components all turn out to be immutable is shared. Records need not be serializable: they are what they consist of.
 */
final class RecordCopy {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** The only methods by which a record can take serialization into its own hands. */
    private static final Set<String> OWN_WAYS = Set.of("writeReplace", "readResolve");

    /** How to read the components that may be mutable, and how to construct: {@code (source, copies of those)}. */
    private static final ClassValue<Optional<Map.Entry<MethodHandle, MethodHandle>>> PLANS = new ClassValue<>() {
        @Override
        protected Optional<Map.Entry<MethodHandle, MethodHandle>> computeValue(Class<?> type) {
            return plan(type);
        }
    };

    private RecordCopy() {}

    static boolean suits(Class<?> type) {
        return PLANS.get(type).isPresent();
    }

    static Object copy(Object source, Graph graph) {
        Map.Entry<MethodHandle, MethodHandle> plan =
                PLANS.get(source.getClass()).orElseThrow();
        try {
            Object[] components = (Object[]) plan.getKey().invokeExact(source);
            return graph.replaceAll(components) ? (Object) plan.getValue().invokeExact(source, components) : source;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a canonical constructor throws nothing checked", e);
        }
    }

    private static Optional<Map.Entry<MethodHandle, MethodHandle>> plan(Class<?> type) {
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (Serializable.class.isAssignableFrom(type) && OWN_WAYS.contains(method.getName())) {
                    return Optional.empty();
                }
            }
            return Optional.of(compose(type));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Out of reach, or a type is missing: serialization copes, or says what is wrong.
            return Optional.empty();
        }
    }

    private static Map.Entry<MethodHandle, MethodHandle> compose(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        MethodHandle[] parameters = new MethodHandle[components.length];
        int[] order = new int[components.length];
        List<MethodHandle> open = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            Class<?> declared = components[i].getType();
            types[i] = declared;
            Field field = type.getDeclaredField(components[i].getName());
            field.setAccessible(true);
            MethodHandle read = LOOKUP.unreflectGetter(field);
            if (ImmutableTypes.STANDARD.holdsOnlyImmutables(declared)) {
                parameters[i] = read.asType(methodType(declared, Object.class));
            } else {
                parameters[i] = element(open.size()).asType(methodType(declared, Object[].class));
                order[i] = 1;
                open.add(read.asType(methodType(Object.class, Object.class)));
            }
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        MethodHandle construct = MethodHandles.filterArguments(LOOKUP.unreflectConstructor(constructor), 0, parameters);
        construct = construct.asType(construct.type().changeReturnType(Object.class));
        return Map.entry(
                collect(open),
                MethodHandles.permuteArguments(
                        construct, methodType(Object.class, Object.class, Object[].class), order));
    }

    private static MethodHandle element(int index) {
        return MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Object[].class), 1, index);
    }

    private static MethodHandle collect(List<MethodHandle> reads) {
        MethodHandle array = MethodHandles.identity(Object[].class).asCollector(Object[].class, reads.size());
        MethodHandle all = MethodHandles.filterArguments(array, 0, reads.toArray(MethodHandle[]::new));
        return MethodHandles.permuteArguments(all, methodType(Object[].class, Object.class), new int[reads.size()]);
    }
}
