package org.terracecache.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists, sets and maps as keys: what they are by the contracts of these interfaces, whatever their class. Kept as immutable
 * ones; where a declared type asks for a class of the JDK, that class is made of them.
 */
@SuppressWarnings({"JdkObsolete", "NonApiType"}) // Users have what they have.
final class Containers {
    private static final Map<Class<?>, Function<Object, Object>> MADE = Map.of(
            ArrayList.class, from -> new ArrayList<Object>((Collection<?>) from),
            LinkedList.class, from -> new LinkedList<Object>((Collection<?>) from),
            HashSet.class, from -> new HashSet<Object>((Collection<?>) from),
            LinkedHashSet.class, from -> new LinkedHashSet<Object>((Collection<?>) from),
            HashMap.class, from -> new HashMap<Object, Object>((Map<?, ?>) from),
            LinkedHashMap.class, from -> new LinkedHashMap<Object, Object>((Map<?, ?>) from));

    private Containers() {}

    /** Whether objects of this class are equal by the contract of a list, set or map: an application's own may not be. */
    static boolean keepContract(Class<?> type) {
        return type.getClassLoader() == null && !IdentityHashMap.class.isAssignableFrom(type);
    }

    static List<@Nullable Object> list(List<@Nullable Object> elements) {
        return elements.contains(null) ? Collections.unmodifiableList(elements) : List.copyOf(elements);
    }

    static Set<@Nullable Object> set(Set<@Nullable Object> elements) {
        return elements.contains(null) ? Collections.unmodifiableSet(elements) : Set.copyOf(elements);
    }

    static Map<@Nullable Object, @Nullable Object> map(Map<@Nullable Object, @Nullable Object> entries) {
        return entries.containsKey(null) || entries.containsValue(null)
                ? Collections.unmodifiableMap(entries)
                : Map.copyOf(entries);
    }

    /** Whether a variable of this type can hold the immutable container, or one that is made of it. */
    static boolean fits(Object container, Class<?> declared) {
        if (declared.isInstance(container)) {
            return true;
        }
        boolean sameSort = (List.class.isAssignableFrom(declared) && container instanceof List)
                || (Set.class.isAssignableFrom(declared) && container instanceof Set)
                || (Map.class.isAssignableFrom(declared) && container instanceof Map);
        return sameSort && MADE.containsKey(declared);
    }

    /** Whether a variable of this type can hold any container, or one that is made for it. */
    static boolean canBeMadeFor(Class<?> declared) {
        return MADE.containsKey(declared)
                || declared.isInstance(List.of())
                || declared.isInstance(Set.of())
                || declared.isInstance(Map.of());
    }

    /** The object as a variable of this type can hold it: a new container if it asks for a class of containers. */
    static Object as(Class<?> declared, Object object) {
        Function<Object, Object> make = MADE.get(declared);
        return make == null ? object : make.apply(object);
    }
}
