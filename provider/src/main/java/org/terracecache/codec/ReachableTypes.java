package org.terracecache.codec;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The types that objects of some declared types are made of: superclasses, the fields that are serialized, their type
 * arguments, array components, the permitted subclasses of sealed types. The JDK's own classes are named where a declared
 * type names them, and not looked into.
 */
final class ReachableTypes {
    private final Set<Object> seen = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Deque<Type> due = new ArrayDeque<>();

    private ReachableTypes() {}

    /** The names of the declared types and of all that is reachable from them. */
    static Set<String> from(Collection<Class<?>> declared) {
        ReachableTypes reachable = new ReachableTypes();
        reachable.due.addAll(declared);
        while (!reachable.due.isEmpty()) {
            reachable.visit(reachable.due.remove());
        }
        return reachable.names;
    }

    private void visit(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            visitClass(plain);
        } else if (type instanceof ParameterizedType parameterized) {
            due.add(parameterized.getRawType());
            addAll(parameterized.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            due.add(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            addAll(wildcard.getUpperBounds());
            addAll(wildcard.getLowerBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            addAll(variable.getBounds());
        }
    }

    private void visitClass(Class<?> type) {
        if (type.isArray()) {
            due.add(type.getComponentType());
            return;
        }
        if (type.isPrimitive()) {
            return;
        }
        names.add(type.getName());
        if (isTheJdks(type)) {
            return;
        }
        try {
            visitMembers(type);
        } catch (TypeNotPresentException | LinkageError e) {
            // What is not there cannot be an object's part either.
        }
    }

    private void visitMembers(Class<?> type) {
        if (type.isSealed()) {
            addAll(type.getPermittedSubclasses());
        }
        if (type.getGenericSuperclass() != null) {
            due.add(type.getGenericSuperclass());
        }
        addAll(type.getGenericInterfaces());
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                due.add(field.getGenericType());
            }
        }
    }

    private void addAll(Type[] types) {
        due.addAll(List.of(types));
    }

    private static boolean isTheJdks(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }
}
