package org.terracecache.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How objects of the JDK's classes are copied. Only these very classes: a subclass may hold more. */
@SuppressWarnings("JdkObsolete") // Users have what they have.
final class JdkTypes {
    /** Mutable dates of a module that an application may do without. */
    private static final Set<String> SQL_DATES = Set.of("java.sql.Date", "java.sql.Time", "java.sql.Timestamp");

    private static final Map<Class<?>, Treatment> TREATMENTS = treatments();

    private JdkTypes() {}

    static @Nullable Treatment treatment(Class<?> type) {
        @Nullable Treatment exact = TREATMENTS.get(type);
        if (exact != null) {
            return exact;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return Treatment.LEAF;
        }
        boolean timeZone = TimeZone.class.isAssignableFrom(type) && type.getClassLoader() == null;
        boolean sqlDate = Date.class.isAssignableFrom(type) && SQL_DATES.contains(type.getName());
        return timeZone || sqlDate ? Treatment.LEAF : null;
    }

    private static Map<Class<?>, Treatment> treatments() {
        Map<Class<?>, Treatment> all = new HashMap<>();
        put(
                all,
                Treatment.LEAF,
                Date.class,
                GregorianCalendar.class,
                BitSet.class,
                StringBuilder.class,
                StringBuffer.class,
                AtomicBoolean.class,
                AtomicInteger.class,
                AtomicLong.class);
        put(all, Treatment.REFERENCE, AtomicReference.class);
        put(all, Treatment.LIST, ArrayList.class, LinkedList.class, CopyOnWriteArrayList.class);
        put(all, Treatment.ARRAYS_AS_LIST, Arrays.asList().getClass());
        put(all, Treatment.DEQUE, ArrayDeque.class);
        put(all, Treatment.PRIORITY_QUEUE, PriorityQueue.class);
        put(all, Treatment.SET, HashSet.class, LinkedHashSet.class);
        put(all, Treatment.SORTED_SET, TreeSet.class);
        put(all, Treatment.MAP, HashMap.class, LinkedHashMap.class, EnumMap.class);
        put(all, Treatment.SORTED_MAP, TreeMap.class);
        put(all, Treatment.CONCURRENT_MAP, ConcurrentHashMap.class);
        put(all, Treatment.OPTIONAL, Optional.class);
        put(
                all,
                Treatment.IMMUTABLE_LIST,
                ImmutableCollectionCopy.SMALL_LIST,
                List.of().getClass());
        put(all, Treatment.IMMUTABLE_SET, Set.of(1).getClass(), Set.of().getClass());
        put(all, Treatment.IMMUTABLE_MAP, Map.of(1, 1).getClass(), Map.of().getClass());
        return Map.copyOf(all);
    }

    private static void put(Map<Class<?>, Treatment> all, Treatment treatment, Class<?>... types) {
        for (Class<?> type : types) {
            all.put(type, treatment);
        }
    }
}
