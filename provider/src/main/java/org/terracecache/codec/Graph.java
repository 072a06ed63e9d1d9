package org.terracecache.codec;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One structural copy: which objects of the graph have been met, so that shared references and cycles are kept, and which
 * copies are still to be filled. Applied to an object it gives the object's copy.
 *
 * <p>Copies nested deeper than {@link #MAXIMUM_DEPTH} are made empty and filled later, so that a long chain of objects is
 * walked by a loop and does not overflow the stack. Whoever needs to look into copies (a hash table into its keys) settles
 * those that became due meanwhile. Used by one thread.
 */
final class Graph implements UnaryOperator<Object> {
    static final int MAXIMUM_DEPTH = 64;

    /** So many copies are looked up one after another; a map takes over beyond. */
    private static final int FEW = 8;

    /** What stands for the copy of an object that must be complete before it can be referred to. */
    private static final Object UNFINISHED = new Object();

    private final StandardCopier copier;
    private final Object root;

    private @Nullable Object firstCopy;
    private int count;
    private Object[] pairs = {};

    private @Nullable IdentityHashMap<Object, Object> many;

    private @Nullable Class<?> lastShared;
    private int depth;
    private @Nullable List<Due> due;

    Graph(StandardCopier copier, Object root) {
        this.copier = copier;
        this.root = root;
    }

    /** Copies the whole graph. */
    Object copyRoot(Treatment treatment) {
        Object copy = treatment.copy(root, this);
        settle(0);
        return copy;
    }

    @Override
    public @Nullable Object apply(@Nullable Object source) {
        return source == null ? null : copy(source);
    }

    /** Copies an object that may have been met before. */
    Object copy(Object source) {
        Class<?> type = source.getClass();
        if (type == lastShared) {
            return source;
        }
        Treatment treatment = copier.treatment(type);
        if (treatment == Treatment.SHARED) {
            lastShared = type;
            return source;
        }
        Object known = find(source);
        if (known == UNFINISHED) {
            throw new StructuralCopyException();
        }
        return known != null ? known : treatment.copy(source, this);
    }

    /** Tells whether all these objects are immutable. */
    boolean sharesAll(Iterable<? extends @Nullable Object> elements) {
        for (Object element : elements) {
            if (element != null
                    && element.getClass() != lastShared
                    && copier.treatment(element.getClass()) != Treatment.SHARED) {
                return false;
            }
        }
        return true;
    }

    /** Copies elements where they stand. Returns whether one of them has a copy of its own. */
    boolean replaceAll(@Nullable Object[] elements) {
        boolean changed = false;
        for (int i = 0; i < elements.length; i++) {
            Object copy = apply(elements[i]);
            if (copy != elements[i]) {
                elements[i] = copy;
                changed = true;
            }
        }
        return changed;
    }

    /** Copies into an array elements that are going to be looked into, complete ones if that is possible. */
    Object[] completed(@Nullable Object[] elements) {
        int mark = owed();
        replaceAll(elements);
        settle(mark);
        return elements;
    }

    /** Registers an empty copy and fills it, now or later. */
    Object fill(Object source, Object copy, Treatment.Filling filling) {
        add(source, copy);
        if (depth < MAXIMUM_DEPTH) {
            depth++;
            filling.fill(source, copy, this);
            depth--;
        } else {
            if (due == null) {
                due = new ArrayList<>();
            }
            due.add(new Due(source, copy, filling));
        }
        return copy;
    }

    /** Notes that an object's copy is being made and cannot be referred to before it is complete. */
    void begin(Object source) {
        add(source, UNFINISHED);
    }

    /** Registers a copy. */
    void add(Object source, Object copy) {
        if (source == root) {
            firstCopy = copy;
        } else if (many != null) {
            many.put(source, copy);
        } else {
            addToFew(source, copy);
        }
    }

    Object root() {
        return root;
    }

    private @Nullable Object find(Object source) {
        if (source == root) {
            return firstCopy;
        }
        if (many != null) {
            return many.get(source);
        }
        for (int i = 0; i < 2 * count; i += 2) {
            if (pairs[i] == source) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    private void addToFew(Object source, Object copy) {
        for (int i = 0; i < 2 * count; i += 2) {
            if (pairs[i] == source) {
                pairs[i + 1] = copy;
                return;
            }
        }
        if (count == FEW) {
            IdentityHashMap<Object, Object> all = new IdentityHashMap<>();
            for (int i = 0; i < 2 * count; i += 2) {
                all.put(pairs[i], pairs[i + 1]);
            }
            all.put(source, copy);
            many = all;
            return;
        }
        if (count == 0) {
            pairs = new Object[2 * FEW];
        }
        pairs[2 * count] = source;
        pairs[2 * count + 1] = copy;
        count++;
    }

    private int owed() {
        return due == null ? 0 : due.size();
    }

    private void settle(int mark) {
        while (due != null && due.size() > mark) {
            Due next = due.remove(due.size() - 1);
            next.filling().fill(next.source(), next.copy(), this);
        }
    }

    private record Due(Object source, Object copy, Treatment.Filling filling) {}
}
