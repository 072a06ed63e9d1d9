package org.terracecache.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Copies whole object graphs by Java serialization, resolving classes with the cache manager's class loader. */
final class Serialization {
    private final ManagerClasses classes;
    private final Predicate<Object> shared;

    Serialization(ClassLoader loader, Predicate<Object> shared) {
        this.classes = new ManagerClasses(loader);
        this.shared = shared;
    }

    Object copy(Object object) {
        String name = object.getClass().getName();
        List<Object> sharedObjects = new ArrayList<>();
        Bytes bytes = new Bytes();
        try {
            try (Writer writer = new Writer(bytes, sharedObjects)) {
                writer.writeObject(object);
            }
            try (Reader reader = new Reader(bytes.content(), sharedObjects)) {
                return reader.readObject();
            }
        } catch (NotSerializableException e) {
            throw notSerializable(name, String.valueOf(e.getMessage()), e);
        } catch (ClassNotFoundException e) {
            throw new CacheException(
                    "Cannot copy " + name + ": the cache manager's class loader does not know the class "
                            + e.getMessage() + ". Get the manager with a class loader that does.",
                    e);
        } catch (IOException e) {
            throw new CacheException("Cannot copy " + name + " by Java serialization", e);
        }
    }

    /** Says which class is in the way of a copy, and what there is to do. */
    static CacheException notSerializable(String root, String culprit, @Nullable Throwable cause) {
        String where = root.equals(culprit) ? "" : " (met while copying " + root + ")";
        return new CacheException(
                "Cannot copy " + culprit + where + ": it is not java.io.Serializable, and the cache stores by value."
                        + " Make it Serializable, or name it in immutable-types if it never changes,"
                        + " or configure a copier, or store by reference.",
                cause);
    }

    /** Stands in the stream for an immutable object that is shared though it is not serializable. */
    private record Shared(int index) implements Serializable {}

    private final class Writer extends ObjectOutputStream {
        private final List<Object> sharedObjects;

        Writer(OutputStream out, List<Object> sharedObjects) throws IOException {
            super(out);
            this.sharedObjects = sharedObjects;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof Serializable || !shared.test(object)) {
                return object;
            }
            sharedObjects.add(object);
            return new Shared(sharedObjects.size() - 1);
        }
    }

    private final class Reader extends ObjectInputStream {
        private final List<Object> sharedObjects;

        Reader(InputStream in, List<Object> sharedObjects) throws IOException {
            super(in);
            this.sharedObjects = sharedObjects;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return object instanceof Shared stand ? sharedObjects.get(stand.index()) : object;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
            String name = description.getName();
            if (name.equals(Shared.class.getName())) {
                return Shared.class;
            }
            return classes.find(name);
        }

        @Override
        protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
            return classes.findProxy(names);
        }
    }

    /** A buffer that is read without copying it. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(512);
        }

        InputStream content() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
