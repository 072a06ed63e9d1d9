package org.terracecache.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways to copy an object. Most make an empty copy, which the object's own content may refer to, and fill it then;
 * those that need the content first refuse cycles.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lambdas capture nothing.
enum Treatment {
    /** An immutable object is its own copy. */
    SHARED((source, graph) -> source),
    /** Only serialization copies this faithfully, together with everything that is copied with it. */
    SERIALIZED((source, graph) -> {
        throw new StructuralCopyException();
    }),
    /** Not serializable, nor of a kind that can do without. */
    REFUSED((source, graph) -> {
        throw Serialization.notSerializable(
                graph.root().getClass().getName(), source.getClass().getName(), null);
    }),

    FIELDS((source, graph) -> FieldCopy.allocate(source), FieldCopy::fill),
    RECORD(finished(RecordCopy::copy)),
    OPTIONAL(finished(Treatment::optional)),
    FLAT_ARRAY(finished((source, graph) -> ArrayCopy.shallow(source))),
    ARRAY((source, graph) -> ArrayCopy.shallow(source), (source, copy, graph) -> graph.replaceAll((Object[]) copy)),
    /** Objects that hold no other mutable objects of their user. */
    LEAF(finished((source, graph) -> LeafCopy.copy(source))),
    REFERENCE((source, graph) -> CollectionCopy.emptyReference(), CollectionCopy::fillReference),

    LIST((source, graph) -> CollectionCopy.cloneOf(source), CollectionCopy::replaceElements),
    ARRAYS_AS_LIST((source, graph) -> CollectionCopy.emptyArraysAsList(source), CollectionCopy::replaceElements),
    DEQUE((source, graph) -> CollectionCopy.emptyDeque(), CollectionCopy::addElements),
    PRIORITY_QUEUE(CollectionCopy::emptyPriorityQueue, CollectionCopy::addCompleteElements),
    SET((source, graph) -> CollectionCopy.cloneOf(source), CollectionCopy::replaceSet),
    SORTED_SET(CollectionCopy::emptySortedSet, CollectionCopy::addCompleteElements),
    MAP((source, graph) -> CollectionCopy.cloneOf(source), CollectionCopy::replaceMap),
    SORTED_MAP(CollectionCopy::emptySortedMap, CollectionCopy::putAll),
    CONCURRENT_MAP((source, graph) -> CollectionCopy.emptyConcurrentMap(), CollectionCopy::putAll),

    IMMUTABLE_LIST(finished(ImmutableCollectionCopy::list)),
    IMMUTABLE_SET(finished(ImmutableCollectionCopy::set)),
    IMMUTABLE_MAP(finished(ImmutableCollectionCopy::map));

    private static final Treatment[] ALL = values();

    private final Way way;
    private final @Nullable Filling filling;

    Treatment(Way way) {
        this.way = way;
        this.filling = null;
    }

    Treatment(Way empty, Filling filling) {
        this.way = empty;
        this.filling = filling;
    }

    static Treatment of(int number) {
        return ALL[number];
    }

    /** A number that stands for this treatment while the JVM runs. */
    @SuppressWarnings("EnumOrdinal")
    int number() {
        return ordinal();
    }

    Object copy(Object source, Graph graph) {
        Object copy = way.copy(source, graph);
        return filling == null ? copy : graph.fill(source, copy, filling);
    }

    private static Way finished(Way way) {
        return (source, graph) -> {
            graph.begin(source);
            Object copy = way.copy(source, graph);
            graph.add(source, copy);
            return copy;
        };
    }

    private static Object optional(Object source, Graph graph) {
        @Nullable Object content = ((Optional<?>) source).orElse(null);
        @Nullable Object copy = graph.apply(content);
        return copy == content ? source : Optional.ofNullable(copy);
    }

    /** Makes a copy, or an empty one. */
    interface Way {
        Object copy(Object source, Graph graph);
    }

    /** Fills an empty copy. */
    interface Filling {
        void fill(Object source, Object copy, Graph graph);
    }
}
