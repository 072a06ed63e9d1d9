package org.terracecache.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import javax.cache.spi.CachingProvider;

/**
 * Loads JSR-107's reference implementation in a class loader of its own, so that no other test meets a second provider. In
 * the constant pools of its classes {@code java.lang.System}, of which they use nothing but the clocks, is replaced by
 * {@link ReferenceClock}.
 */
final class ReferenceImplementation extends URLClassLoader {
    /** Where the build tells the jar's place. */
    private static final String JAR = "terrace.test.reference";

    private static final String PACKAGE = "org.jsr107.ri.";

    private ReferenceImplementation(URL jar) {
        super(new URL[] {jar}, ReferenceImplementation.class.getClassLoader());
    }

    static CachingProvider provider() {
        try {
            URL jar = new File(System.getProperty(JAR)).toURI().toURL();
            return (CachingProvider) new ReferenceImplementation(jar)
                    .loadClass(PACKAGE + "spi.RICachingProvider")
                    .getConstructor()
                    .newInstance();
        } catch (MalformedURLException | ReflectiveOperationException e) {
            throw new AssertionError("The reference implementation is named by the property " + JAR, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        URL resource = findResource(name.replace('.', '/') + ".class");
        if (resource == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = resource.openStream()) {
            byte[] bytes = withClockReplaced(in);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a class file, replacing one string in its constant pool (JVM specification, 4.4). */
    private static byte[] withClockReplaced(InputStream classFile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataInputStream in = new DataInputStream(classFile);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int count = in.readUnsignedShort();
        out.writeShort(count);
        int entry = 1;
        while (entry < count) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    out.writeUTF(
                            text.equals("java/lang/System")
                                    ? ReferenceClock.class.getName().replace('.', '/')
                                    : text);
                }
                case 5, 6 -> {
                    out.write(in.readNBytes(8));
                    entry++;
                }
                case 7, 8, 16 -> out.write(in.readNBytes(2));
                case 15 -> out.write(in.readNBytes(3));
                default -> out.write(in.readNBytes(4));
            }
            entry++;
        }
        in.transferTo(out);
        return bytes.toByteArray();
    }
}
