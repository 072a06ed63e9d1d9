package org.terracecache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The scripts. Each is put together from resources beside this class. All may write, so that a demoted primary refuses them; those
 * that need hardly any memory, or give some back, run also when there is none left.
 */
enum Script {
    READ(true, "common", "read"),
    WRITE(false, "common", "mutation", "write"),
    REMOVE(true, "common", "mutation", "remove"),
    CLEAR(true, "common", "mutation", "clear"),
    CHECK(true, "common", "check"),
    TOUCH(true, "common", "touch"),
    RECLAIM(true, "common", "reclaim"),
    META(true, "common", "meta"),
    BEAT(true, "common", "beat"),
    WISH(true, "common", "wish");

    private final String source;
    private final String digest;

    Script(boolean withoutMemory, String... parts) {
        StringBuilder text = new StringBuilder(withoutMemory ? "#!lua flags=allow-oom\n" : "#!lua\n");
        for (String part : parts) {
            text.append(resource(part + ".lua"));
        }
        source = text.toString();
        digest = HexFormat.of().formatHex(sha1(source.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text that EVAL takes. */
    String source() {
        return source;
    }

    /** The digest that EVALSHA takes. */
    String digest() {
        return digest;
    }

    private static String resource(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The script " + name + " cannot be read", e);
        }
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Redis knows scripts by their SHA-1, which this JVM does not have", e);
        }
    }
}
