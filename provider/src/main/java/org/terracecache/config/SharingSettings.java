package org.terracecache.config;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.KeyCodec;
import org.terracecache.spi.Serializer;

/**
 * How a cache shares its entries with other nodes. Immutable, safe for use by many threads if its parts are.
 *
 * @param layers where entries are kept, never null
 * @param listenerScope whose changes the standard's listeners hear of, never null
 * @param allow which classes values and keys from the store may have, beyond those that are known to be harmless or are the
 *     cache's: full names, {@code com.example.*} for the classes of a package, {@code com.example.**} for those of its
 *     subpackages too; never null
 * @param serializer writes and reads all values, null for the built-in forms
 * @param keyCodec writes and reads keys of its type, null for the built-in forms alone
 */
public record SharingSettings(
        CacheLayers layers,
        ListenerScope listenerScope,
        Set<String> allow,
        @Nullable Serializer serializer,
        @Nullable KeyCodec<?> keyCodec) {
    static final String PATTERNS_WANTED =
            "must be a list of full names of classes, com.example.* for a package, or com.example.** with its subpackages";

    static final SharingSettings LOCAL =
            new SharingSettings(CacheLayers.MEMORY, ListenerScope.CLUSTER, Set.of(), null, null);

    private static final Pattern PATTERN =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*" + "(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*(\\.\\*\\*?)?");

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a pattern is none, or the serializer's id is out of its range
     * @throws NullPointerException if a component that is never null is null
     */
    public SharingSettings {
        Objects.requireNonNull(layers, "layers");
        Objects.requireNonNull(listenerScope, "listenerScope");
        allow = Set.copyOf(allow);
        requirePatterns(allow);
        if (serializer != null) {
            requireId(serializer);
        }
    }

    static boolean isPattern(String text) {
        return PATTERN.matcher(text).matches();
    }

    static void requirePatterns(Set<String> allow) {
        for (String pattern : allow) {
            if (!isPattern(pattern)) {
                throw new IllegalArgumentException("allow " + PATTERNS_WANTED + ", not " + pattern);
            }
        }
    }

    static void requireId(Serializer serializer) {
        if (serializer.id() < Serializer.LEAST_ID || serializer.id() > Serializer.GREATEST_ID) {
            throw new IllegalArgumentException("The id of the serializer " + serializer.name() + " must be from "
                    + Serializer.LEAST_ID + " to " + Serializer.GREATEST_ID + ", not " + serializer.id());
        }
    }
}
