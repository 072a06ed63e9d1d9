package org.terracecache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.terracecache.codec.Specimens.Child;
import org.terracecache.codec.Specimens.External;
import org.terracecache.codec.Specimens.GrandChild;
import org.terracecache.codec.Specimens.Holder;
import org.terracecache.codec.Specimens.Mutable;
import org.terracecache.codec.Specimens.Node;
import org.terracecache.codec.Specimens.NotSerializable;
import org.terracecache.codec.Specimens.Person;
import org.terracecache.codec.Specimens.ReadsItself;
import org.terracecache.codec.Specimens.Replaced;
import org.terracecache.codec.Specimens.Tagged;

@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"}) // Users have what they have.
class StandardCopierTest {
    private final StandardCopier copier = new StandardCopier(getClass().getClassLoader(), Set.of());

    static Stream<Object> corpus() {
        return Stream.of(objects(), arraysAndLists(), setsAndMaps()).flatMap(each -> each);
    }

    private static Stream<Object> objects() {
        Mutable shared = new Mutable("shared");
        Person person = new Person("Ada");
        person.friend = new Person("Bob");
        person.friend.friend = person;
        person.anything = shared;
        person.things.addAll(List.of(shared, person, "text"));
        person.numbers = new int[] {1, 2};
        ReadsItself reads = new ReadsItself();
        reads.inner = List.of(reads.value, new Date(1));
        return Stream.of(
                person,
                new Child("x", new ArrayList<>(List.of("a", "b"))),
                new GrandChild(shared),
                reads,
                new Replaced(),
                new Specimens.Chosen(),
                new External("e"),
                new Tagged("t", new ArrayList<>(List.of("a"))),
                new Tagged("t", Arrays.asList("a", null)),
                new Holder(shared, shared),
                new Holder(List.of(shared), Map.of(shared, new Holder(shared, 1))),
                new Mutable("m"),
                new Date(5),
                TimeZone.getTimeZone("Europe/Berlin"),
                new java.sql.Timestamp(12345),
                BitSet.valueOf(new long[] {5, 9}),
                new StringBuilder("abc"),
                new StringBuffer("abc"),
                new AtomicInteger(3),
                new AtomicReference<>(shared));
    }

    private static Stream<Object> arraysAndLists() {
        Mutable shared = new Mutable("shared");
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(new Object[] {cyclic, new LinkedList<>(List.of(1))});
        return Stream.of(
                new byte[] {1, 2},
                new double[] {1, 2},
                new boolean[] {true},
                new String[] {"a", null},
                new int[][] {{1}, {2, 3}, null},
                new Object[] {shared, shared, "x", null},
                new Number[] {1, 2L, BigDecimal.TEN},
                new ArrayList<>(Arrays.asList(1, "a", null, shared, shared)),
                new LinkedList<>(List.of(shared, 1)),
                new ArrayDeque<>(List.of(shared, 1)),
                new CopyOnWriteArrayList<>(List.of(shared, 1)),
                Arrays.asList(shared, 1),
                new PriorityQueue<>(List.of(new Mutable("c"), new Mutable("a"), new Mutable("b"))),
                List.of(),
                List.of(shared),
                List.of(shared, 1, 2),
                Stream.of(shared, null, 1).toList(),
                Collections.singletonList(shared),
                Collections.unmodifiableList(new ArrayList<>(List.of(shared))),
                cyclic);
    }

    private static Stream<Object> setsAndMaps() {
        Mutable shared = new Mutable("shared");
        Map<Object, Object> linked = new LinkedHashMap<>(16, 0.75f, true);
        linked.put("b", shared);
        linked.put("a", new ArrayList<>(List.of(shared)));
        TreeMap<String, Object> descending = new TreeMap<>(Comparator.reverseOrder());
        descending.putAll(Map.of("a", shared, "b", 2));
        return Stream.of(
                new HashMap<>(Map.of("a", 1, "b", 2)),
                new HashMap<>(Map.of(shared, shared, new Mutable("other"), 2)),
                linked,
                descending,
                new TreeMap<>(Map.of(shared, 1, new Mutable("a"), shared)),
                new HashSet<>(Set.of(shared, new Mutable("b"))),
                new LinkedHashSet<>(List.of(shared, "x", new Mutable("b"))),
                new TreeSet<>(List.of(shared, new Mutable("b"))),
                new ConcurrentHashMap<>(Map.of("a", shared, "b", shared)),
                new EnumMap<>(Map.of(TimeUnit.DAYS, shared, TimeUnit.HOURS, shared)),
                EnumSet.of(TimeUnit.DAYS),
                Set.of(shared, 1),
                Set.of(shared, 1, 2),
                Map.of("a", shared),
                Map.of("a", shared, "b", shared),
                new AbstractMap.SimpleEntry<>("a", shared),
                new Hashtable<>(Map.of("a", shared)),
                new Object[] {new Hashtable<>(Map.of("a", shared))},
                new ArrayList<>(List.of(shared, new Hashtable<>(Map.of("a", shared)))));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void copy_ofWhateverIsSerializable_isWhatSerializationGives(Object object) {
        Object copy = copier.copy(object);
        assertThat(Picture.of(copy)).isEqualTo(Picture.of(JavaSerialization.copy(object)));
        Set<Object> common = Picture.mutables(copy);
        common.retainAll(Picture.mutables(object));
        assertThat(common.stream().filter(each -> !isImmutableCollection(each))).isEmpty();
    }

    private static boolean isImmutableCollection(Object object) {
        return object.getClass().getName().contains("ImmutableCollections");
    }

    @Test
    void copy_ofImmutables_isTheObjectItself() {
        for (Object object : List.of(
                "a",
                1,
                TimeUnit.DAYS,
                new Tagged("t", List.of("a")),
                List.of(1, 2, 3),
                Map.of("a", 1),
                Optional.of("a"),
                Optional.empty(),
                new Holder(1, new BigDecimal("2")))) {
            assertThat(copier.copy(object)).isSameAs(object);
        }
    }

    @Test
    void copy_ofCalendar_isEqualAndAnother() {
        GregorianCalendar calendar = new GregorianCalendar(2020, 1, 1);
        assertThat(copier.copy(calendar)).isEqualTo(calendar).isNotSameAs(calendar);
    }

    @Test
    void copy_ofOptional_copiesContent() {
        Optional<Date> optional = Optional.of(new Date(1));
        Optional<Date> copy = copier.copy(optional);
        assertThat(copy).isEqualTo(optional);
        assertThat(copy.orElseThrow()).isNotSameAs(optional.orElseThrow());
    }

    @Test
    void copy_ofLinkedMapInAccessOrder_staysInAccessOrder() {
        Map<Object, Object> map = new LinkedHashMap<>(16, 0.75f, true);
        map.put(new Mutable("a"), 1);
        map.put(new Mutable("b"), 2);
        Map<Object, Object> copy = copier.copy(map);
        Object unused = copy.get(new Mutable("a"));
        assertThat(copy.keySet().toString()).isEqualTo("[b, a]");
    }

    @Test
    void copy_ofSortedCollections_keepsLambdaComparators() {
        TreeMap<String, Date> map = new TreeMap<>((a, b) -> b.compareTo(a));
        map.put("a", new Date(1));
        map.put("b", new Date(2));
        TreeMap<String, Date> copy = copier.copy(map);
        assertThat(copy.keySet()).containsExactly("b", "a");
        assertThat(copy.comparator()).isSameAs(map.comparator());
        assertThat(copy.get("a")).isNotSameAs(map.get("a"));
    }

    @Test
    void copy_ofChainOf100000_doesNotOverflowTheStack() {
        Node first = null;
        for (int i = 0; i < 100_000; i++) {
            Node node = new Node();
            node.value = i;
            node.next = first;
            first = node;
        }
        Node copy = copier.copy(first);
        int length = 0;
        for (Node node = copy; node != null; node = node.next) {
            assertThat(node.value).isEqualTo(99_999 - length++);
        }
        assertThat(length).isEqualTo(100_000);
    }

    @Test
    void copy_ofDeepNestOfCollections_doesNotOverflowTheStack() {
        Object inner = new ArrayList<>(List.of("end"));
        for (int i = 0; i < 100_000; i++) {
            inner = i % 2 == 0 ? new HashMap<>(Map.of("k", inner)) : new Object[] {inner};
        }
        Object copy = copier.copy(inner);
        for (int i = 0; i < 100_000; i++) {
            copy = i % 2 == 0 ? ((Object[]) copy)[0] : ((Map<?, ?>) copy).get("k");
        }
        assertThat(copy).isEqualTo(List.of("end"));
    }

    @Test
    void copy_ofDeepKeys_completesKeysBeforeHashingThem() {
        Object value = "x";
        for (int i = 0; i < 3 * Graph.MAXIMUM_DEPTH; i++) {
            Map<Object, Object> map = new HashMap<>();
            map.put(new ArrayList<>(List.of(new Mutable("k" + i))), value);
            value = map;
        }
        assertThat(copier.copy(value)).isEqualTo(value);
        Holder record = new Holder(value, value);
        assertThat(copier.copy(record)).isEqualTo(record);
    }

    @Test
    void copy_nestedTooDeepForSerialization_saysSo() {
        Object inner = new Date();
        for (int i = 0; i < 100_000; i++) {
            inner = new Holder(inner, null);
        }
        Object deep = inner;
        assertThatThrownBy(() -> copier.copy(deep))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(Holder.class.getName())
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void copy_ofNotSerializable_namesClassAndRemedies() {
        for (Object object : List.of(
                new NotSerializable(),
                new ArrayList<>(List.of(new NotSerializable())),
                new Hashtable<>(Map.of("a", new NotSerializable())))) {
            assertThatThrownBy(() -> copier.copy(object))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining(NotSerializable.class.getName())
                    .hasMessageContaining("Serializable")
                    .hasMessageContaining("immutable-types")
                    .hasMessageContaining("copier")
                    .hasMessageContaining("by reference");
        }
    }

    @Test
    void copy_ofConfiguredTypes_sharesThemWhereverTheyAre() {
        StandardCopier sharing =
                new StandardCopier(getClass().getClassLoader(), Set.of(NotSerializable.class, Date.class));
        NotSerializable immutable = new NotSerializable();
        assertThat(sharing.copy(immutable)).isSameAs(immutable);
        assertThat(sharing.copy(new ArrayList<>(List.of(immutable))).get(0)).isSameAs(immutable);
        assertThat(sharing.copy(new Hashtable<>(Map.of("a", immutable))).get("a"))
                .isSameAs(immutable);
        Person person = new Person("a");
        person.anything = immutable;
        assertThat(sharing.copy(person).anything).isSameAs(immutable);
    }

    @Test
    void copy_ofRecordThatIsNotSerializable_copiesItsComponents() {
        record Open(String name, List<Date> dates) {}
        Open open = new Open("a", new ArrayList<>(List.of(new Date(1))));
        Open copy = copier.copy(open);
        assertThat(copy).isEqualTo(open).isNotSameAs(open);
        assertThat(copy.dates().get(0)).isNotSameAs(open.dates().get(0));
    }

    @Test
    void copy_ofRecordInACycle_isWhatSerializationGives() {
        List<Object> list = new ArrayList<>();
        Holder holder = new Holder("a", list);
        list.add(holder);
        assertThat(Picture.of(copier.copy(holder))).isEqualTo(Picture.of(JavaSerialization.copy(holder)));
        assertThat(Picture.of(copier.copy(list))).isEqualTo(Picture.of(JavaSerialization.copy(list)));
    }

    @Test
    void copy_ofRecordWhoseConstructorRefuses_isACacheException() {
        assertThatThrownBy(() -> copier.copy(new Picky(new ArrayList<>(List.of(1)))))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(Picky.class.getName())
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    record Picky(List<Integer> list) implements Serializable {
        private static final AtomicInteger MADE = new AtomicInteger();

        Picky {
            if (MADE.incrementAndGet() > 1) {
                throw new IllegalStateException("only one");
            }
        }
    }

    interface Greeting extends Serializable {
        String greet();
    }

    @Test
    void copy_ofSerializableLambda_isByItsReplacement() {
        String name = "you";
        Greeting greeting = () -> "hello " + name;
        assertThat(copier.copy(greeting).greet()).isEqualTo("hello you");
    }

    @Test
    void copy_ofProxy_hasCopiedHandler() {
        record Handler(List<String> names) implements java.lang.reflect.InvocationHandler, Serializable {
            @Override
            public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
                return names.toString();
            }
        }
        List<String> names = new ArrayList<>(List.of("a"));
        Greeting proxy = (Greeting) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Greeting.class}, new Handler(names));
        Greeting copy = copier.copy(proxy);
        names.add("b");
        assertThat(copy.greet()).isEqualTo("[a]");
    }

    @Test
    void copy_ofClassObjectsInSerializedGraphs_keepsThem() {
        Hashtable<String, Class<?>> table = new Hashtable<>();
        table.put("a", int.class);
        table.put("b", Node.class);
        assertThat(copier.copy(table)).isEqualTo(table);
    }
}
