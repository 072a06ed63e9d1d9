package org.terracecache.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import javax.cache.CacheException;

/**
 * Java serialization for the bytes that nodes share. What is read back has passed {@link StreamScan} first, and a filter in
 * the stream beside it; what is written must pass the scan too, so that nothing is stored that nobody can read. Safe for use
 * by many threads.
 */
final class JavaStreams {
    private final ManagerClasses classes;
    private final ClassFilter filter;
    private final int maximumBytes;

    JavaStreams(ManagerClasses classes, ClassFilter filter, int maximumBytes) {
        this.classes = classes;
        this.filter = filter;
        this.maximumBytes = maximumBytes;
    }

    /**
     * Writes an object, and notes its classes as known to this node's application.
     *
     * @throws CacheException if the object cannot be written, or could not be read back
     */
    byte[] write(Object object, String subject) {
        String name = object.getClass().getName();
        ByteArrayOutputStream bytes = new Bounded(maximumBytes);
        Writer writer;
        try {
            writer = new Writer(bytes);
            writer.writeObject(object);
            writer.flush();
            StreamScan.check(bytes.toByteArray(), met -> true);
        } catch (NotSerializableException e) {
            throw new CacheException(
                    subject + " of the class " + name + " cannot be stored: " + e.getMessage()
                            + " is not java.io.Serializable. Make it Serializable, or configure a serializer.",
                    e);
        } catch (StreamRefusedException e) {
            throw new CacheException(
                    subject + " of the class " + name + " cannot be stored, because it could not be read back: "
                            + e.getMessage() + ". Make it smaller or simpler, or configure a serializer.",
                    e);
        } catch (CacheException e) {
            throw new CacheException(subject + " of the class " + name + " cannot be stored: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new CacheException(subject + " of the class " + name + " cannot be serialized", e);
        } catch (StackOverflowError e) {
            throw new CacheException(
                    subject + " of the class " + name + " cannot be serialized: its objects are nested too deeply", e);
        }
        writer.names.forEach(filter::note);
        return bytes.toByteArray();
    }

    /**
     * Reads an object.
     *
     * @param bytes the stream, maybe with something before it
     * @throws Refusal.Refused if the bytes are not to be read, or cannot be
     */
    Object read(byte[] bytes) {
        if (bytes.length > maximumBytes) {
            throw refused("it is longer than " + maximumBytes + " bytes");
        }
        try {
            StreamScan.check(bytes, filter::allows);
            try (Reader reader = new Reader(new ByteArrayInputStream(bytes), new Guard(bytes.length))) {
                Object object = reader.readObject();
                if (object == null) {
                    throw refused("it is null");
                }
                return object;
            }
        } catch (StreamRefusedException e) {
            throw new Refusal.Refused(
                    e.className() == null
                            ? Refusal.malformed(String.valueOf(e.getMessage()))
                            : filter.refusal(e.className()));
        } catch (ClassNotFoundException e) {
            throw new Refusal.Refused(
                    Refusal.unusable("is unknown to the cache manager's class loader", String.valueOf(e.getMessage())));
        } catch (InvalidClassException e) {
            throw new Refusal.Refused(
                    e.classname == null
                            ? Refusal.malformed("it exceeds a limit, or a filter of this process refuses it")
                            : Refusal.unusable("is not what it was when the bytes were written", e.classname));
        } catch (Refusal.Refused e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // The text of such an error may quote what was read.
            throw refused("its deserialization failed (" + e.getClass().getName() + ")");
        }
    }

    private static Refusal.Refused refused(String reason) {
        return new Refusal.Refused(Refusal.malformed(reason));
    }

    /**
     * Counts again, as it happens, what the scan has counted. Classes are not its business: it is also asked for those of
     * objects that an allowed class puts in its own place. What a stream names, the reader resolves or refuses.
     */
    private static final class Guard implements ObjectInputFilter {
        private final long places;
        private long claimed;

        Guard(int length) {
            this.places = (long) StreamLimits.PLACES_PER_BYTE * length + StreamLimits.SPARE_PLACES;
        }

        @Override
        public Status checkInput(FilterInfo info) {
            if (info.depth() > StreamLimits.DEPTH || info.references() > StreamLimits.REFERENCES) {
                return Status.REJECTED;
            }
            if (info.arrayLength() >= 0) {
                claimed += info.arrayLength();
                if (claimed > places) {
                    return Status.REJECTED;
                }
            }
            return Status.ALLOWED;
        }
    }

    private static final class Writer extends ObjectOutputStream {
        private final Set<String> names = new HashSet<>();

        Writer(OutputStream out) throws IOException {
            super(out);
        }

        @Override
        protected void annotateClass(Class<?> type) {
            names.add(type.getName());
        }

        @Override
        protected void annotateProxyClass(Class<?> type) {
            for (Class<?> each : type.getInterfaces()) {
                names.add(each.getName());
            }
        }
    }

    private final class Reader extends ObjectInputStream {
        Reader(InputStream in, ObjectInputFilter own) throws IOException {
            super(in);
            ObjectInputFilter processWide = ObjectInputFilter.Config.getSerialFilter();
            setObjectInputFilter(ObjectInputFilter.merge(own, processWide));
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            String name = description.getName();
            if (!filter.allows(name)) {
                throw new StreamRefusedException("it names a class that is not allowed", name);
            }
            return classes.find(name);
        }

        @Override
        protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
            for (String name : names) {
                if (!filter.allows(name)) {
                    throw new StreamRefusedException("it names a class that is not allowed", name);
                }
            }
            return classes.findProxy(names);
        }
    }

    /** Takes no more than so many bytes. */
    private static final class Bounded extends ByteArrayOutputStream {
        private final int maximum;

        Bounded(int maximum) {
            this.maximum = maximum;
        }

        @Override
        public synchronized void write(int b) {
            requireRoom(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            requireRoom(length);
            super.write(bytes, offset, length);
        }

        private void requireRoom(int length) {
            if (length > maximum - count) {
                throw new CacheException("it would be longer than " + maximum + " bytes");
            }
        }
    }
}
