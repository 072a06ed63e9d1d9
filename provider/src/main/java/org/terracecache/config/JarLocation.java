package org.terracecache.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A file in a jar, or in a jar in a jar: {@code jar:file:/app.jar!/lib/inner.jar!/terrace.conf}. The JDK does not read the
 * latter, and keeps the former's jar open for ever.
 */
record JarLocation(String jar, List<String> entries) {
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(jar|war|ear|zip)", Pattern.CASE_INSENSITIVE);

    static JarLocation of(URI uri) {
        String text = uri.toString().replaceFirst("^(?i:jar:)+", "");
        String[] parts = text.split("!/", -1);
        List<String> entries = new ArrayList<>();
        String directory = "";
        for (int i = 1; i < parts.length; i++) {
            String entry = directory + decode(parts[i]);
            boolean inside = i < parts.length - 1 && !ARCHIVE.matcher(entry).matches();
            directory = inside ? entry + "/" : "";
            if (!inside) {
                entries.add(entry);
            }
        }
        return new JarLocation(parts[0], List.copyOf(entries));
    }

    private static String decode(String text) {
        String path = URI.create("/" + text.replaceFirst("^/+", "")).getPath();
        return path.substring(1);
    }

    /**
     * Parses the file.
     *
     * @throws ConfigException if it is missing, though it must be there, or is not HOCON
     */
    Config parse(ConfigParseOptions options) {
        String text;
        try {
            text = read();
        } catch (IOException | IllegalArgumentException e) {
            if (options.getAllowMissing() && e instanceof FileNotFoundException) {
                return ConfigFactory.empty();
            }
            throw new ConfigException.IO(ConfigOriginFactory.newSimple(toString()), this + ": " + e.getMessage(), e);
        }
        ConfigParseOptions own = options.setSyntaxFromFilename(last())
                .setOriginDescription(toString())
                .prependIncluder(new JarIncluder(this));
        return ConfigFactory.parseReader(new StringReader(text), own);
    }

    /** A file beside this one. */
    JarLocation sibling(String name) {
        List<String> path = new ArrayList<>(entries);
        String here = last();
        path.set(path.size() - 1, here.substring(0, here.lastIndexOf('/') + 1) + name);
        return new JarLocation(jar, List.copyOf(path));
    }

    boolean exists() {
        try {
            read();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String last() {
        return entries.get(entries.size() - 1);
    }

    private String read() throws IOException {
        if (entries.isEmpty()) {
            throw new FileNotFoundException("a jar: URI must name a file in the jar: jar:file:/app.jar!/terrace.conf");
        }
        URLConnection connection = url().openConnection();
        connection.setUseCaches(false);
        try (InputStream outermost = connection.getInputStream()) {
            InputStream inner = outermost;
            for (String entry : entries) {
                inner = enter(inner, entry);
            }
            return new String(inner.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private URL url() throws IOException {
        try {
            return new URI(jar).toURL();
        } catch (URISyntaxException e) {
            throw new FileNotFoundException("the jar's address is no URI");
        }
    }

    /** The streams are closed with the outermost. */
    private static InputStream enter(InputStream archive, String name) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return zip;
            }
        }
        throw new FileNotFoundException("there is no " + name + " in it");
    }

    @Override
    public String toString() {
        return "jar:" + jar + "!/" + String.join("!/", entries);
    }
}
