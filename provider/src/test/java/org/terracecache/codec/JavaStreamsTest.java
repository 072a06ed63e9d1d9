package org.terracecache.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Timestamp;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
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
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java serialization of values: classes that are not allowed do not run. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // Users have what they have.
class JavaStreamsTest {
    private static final int LIMIT = 1 << 24;

    private final ValueForms forms = forms(List.of());

    record Order(String id, List<Line> lines, Map<String, Object> attributes) implements Serializable {}

    record Line(String article, int count) implements Serializable {}

    private static ValueForms forms(List<String> allow, Class<?>... declared) {
        ClassFilter filter = new ClassFilter("orders", List.of(declared), allow);
        return new ValueForms("orders", JavaStreamsTest.class.getClassLoader(), Object.class, filter, null, LIMIT);
    }

    static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private Object decode(byte[] bytes) throws UndecodableValueException {
        return forms.decode(ValueForms.SERIALIZED, bytes);
    }

    @BeforeEach
    void disarm() {
        Gadgets.sprung = false;
    }

    private void assertRefused(Object value, Class<?> culprit) throws IOException {
        byte[] bytes = serialized(value);
        Gadgets.sprung = false;
        String line = "terrace.caches.orders.allow = [\"" + culprit.getName() + "\"]";
        assertThatThrownBy(() -> decode(bytes)).isInstanceOfSatisfying(UndecodableValueException.class, e -> {
            assertThat(e.className()).isEqualTo(culprit.getName());
            assertThat(e.remedy()).isEqualTo(line);
            assertThat(e.getMessage())
                    .isEqualTo("A value of the cache orders cannot be decoded: the class " + culprit.getName()
                            + " is not allowed. If it may be there, configure " + line);
        });
        assertThat(Gadgets.sprung).isFalse();
    }

    @Test
    void decode_ofGadgets_runsNothing() throws IOException {
        assertRefused(new Gadgets.OnRead(), Gadgets.OnRead.class);
        assertRefused(new Gadgets.OnResolve(), Gadgets.OnResolve.class);
        assertRefused(new Gadgets.OnExternal(), Gadgets.OnExternal.class);
        assertRefused(new ArrayList<>(List.of("x", new Gadgets.OnRead())), Gadgets.OnRead.class);
        assertRefused(new Gadgets.OnRead[0], Gadgets.OnRead.class);
    }

    @Test
    void decode_ofGadgetsInCollections_runsNothing() throws IOException {
        Gadgets.OnHash key = new Gadgets.OnHash();
        Map<Object, Object> map = new HashMap<>(Map.of(key, 1));
        key.armed = true;
        assertRefused(map, Gadgets.OnHash.class);
        PriorityQueue<Object> queue = new PriorityQueue<>(2, new Gadgets.OnCompare());
        queue.addAll(List.of(1, 2));
        assertRefused(queue, Gadgets.OnCompare.class);
        TreeMap<Object, Object> sorted = new TreeMap<>(new Gadgets.OnCompare());
        sorted.put(1, 2);
        assertRefused(sorted, Gadgets.OnCompare.class);
    }

    @Test
    void decode_ofAProxy_runsNothing() throws IOException {
        Class<?>[] interfaces = {AutoCloseable.class};
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), interfaces, new Gadgets.OnCall());
        assertRefused(proxy, AutoCloseable.class);
        byte[] bytes = serialized(proxy);
        ValueForms half = forms(List.of("java.lang.AutoCloseable"));
        assertThatThrownBy(() -> half.decode(ValueForms.SERIALIZED, bytes))
                .hasMessageContaining("the class java.lang.reflect.Proxy is not allowed");
        assertThat(Gadgets.sprung).isFalse();
    }

    @Test
    void decode_ofAClassObject_doesNotInitializeIt() throws IOException {
        assertRefused(Gadgets.OnInitialization.class, Gadgets.OnInitialization.class);
    }

    @Test
    void decode_ofAnImproperClassName_doesNotShowIt() throws IOException {
        String name = Gadgets.OnRead.class.getName();
        String forged = "x\n[ERROR] forged line";
        String text = new String(serialized(new Gadgets.OnRead()), ISO_8859_1);
        byte[] bytes = text.replace(name, forged + "x".repeat(name.length() - forged.length()))
                .getBytes(ISO_8859_1);
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(UndecodableValueException.class)
                .hasMessageContaining("the class of no proper name is not allowed")
                .hasMessageNotContaining("forged");
    }

    @Test
    void decode_ofWhatTheApplicationStored_isAllowed() throws Exception {
        Order order = new Order("7", List.of(new Line("a", 1)), new LinkedHashMap<>(Map.of("k", TimeUnit.DAYS)));
        byte[] bytes = serialized(order);
        assertThatThrownBy(() -> decode(bytes)).hasMessageContaining("Order is not allowed");
        EncodedValue encoded = forms.encode(order);
        assertThat(forms.decode(encoded.codec(), encoded.bytes())).isEqualTo(order);
        assertThat(decode(bytes)).isEqualTo(order);
    }

    @Test
    void decode_ofDeclaredAndConfiguredTypes_isAllowed() throws Exception {
        Order order = new Order("7", new ArrayList<>(List.of(new Line("a", 1))), new HashMap<>());
        byte[] bytes = serialized(order);
        List<ValueForms> allowing = List.of(
                forms(List.of(), Order.class),
                forms(List.of(Order.class.getName(), Line.class.getName())),
                forms(List.of(getClass().getPackageName() + ".*")),
                forms(List.of("org.terracecache.**")));
        for (ValueForms each : allowing) {
            assertThat(each.decode(ValueForms.SERIALIZED, bytes)).isEqualTo(order);
        }
        List<ValueForms> refusing = List.of(
                forms(List.of("org.terracecache.*")),
                forms(List.of("org.terracecache.code")),
                forms(List.of("org.terracecache.code.**")));
        for (ValueForms each : refusing) {
            assertThatThrownBy(() -> each.decode(ValueForms.SERIALIZED, bytes))
                    .isInstanceOf(UndecodableValueException.class);
        }
    }

    @Test
    void decode_ofJdkCollections_isAllowedEverywhere() throws Exception {
        for (Object value : collections()) {
            EncodedValue encoded = forms(List.of()).encode(value);
            assertThat(decode(encoded.bytes())).as(value.getClass().getName()).isInstanceOf(value.getClass());
        }
    }

    private static List<Object> collections() {
        List<Object> all = new ArrayList<>(List.of(
                List.of(1, 2, 3),
                Set.of(1, 2, 3),
                Map.of(1, 2, 3, 4),
                List.of(),
                Set.of(1),
                Map.of(1, 2),
                new ArrayList<>(List.of(1)),
                new LinkedList<>(List.of(1)),
                new Vector<>(List.of(1)),
                Arrays.asList(1, null),
                new ArrayDeque<>(List.of(1)),
                new PriorityQueue<>(List.of(2, 1)),
                new CopyOnWriteArrayList<>(List.of(1)),
                new CopyOnWriteArraySet<>(List.of(1)),
                new ConcurrentLinkedQueue<>(List.of(1)),
                new HashSet<>(List.of(1)),
                new LinkedHashSet<>(List.of(1)),
                new TreeSet<>(Comparator.reverseOrder()),
                EnumSet.of(TimeUnit.DAYS)));
        all.addAll(List.of(
                new HashMap<>(Map.of(1, 2)),
                new LinkedHashMap<>(Map.of(1, 2)),
                new TreeMap<>(Map.of("a", 2)),
                new Hashtable<>(Map.of(1, 2)),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                new ConcurrentSkipListMap<>(Map.of(1, 2)),
                new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                new Properties(),
                new AbstractMap.SimpleEntry<>("a", 1),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableSet(new HashSet<>(List.of(1))),
                Collections.unmodifiableMap(new HashMap<>()),
                Collections.synchronizedMap(new HashMap<>(Map.of(1, 1))),
                Collections.nCopies(3, 1),
                Collections.emptyList(),
                Collections.newSetFromMap(new ConcurrentHashMap<>()),
                new Date(1),
                new GregorianCalendar(),
                Locale.GERMAN,
                Currency.getInstance("EUR"),
                new BitSet(9),
                URI.create("a:b"),
                new AtomicLong(1),
                new Timestamp(3),
                new Object[] {1, "a", new int[][] {{1}}},
                new AtomicLong(2)));
        return all;
    }
}
