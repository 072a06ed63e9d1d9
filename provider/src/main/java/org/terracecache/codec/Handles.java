package org.terracecache.codec;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Function;

/** Method handles that copies are composed of. They refer to types of the JDK only. */
final class Handles {
    /** Copies an object: {@code (copier, object)}. */
    static final MethodHandle APPLY = apply();

    private Handles() {}

    private static MethodHandle apply() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Function.class, "apply", methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
