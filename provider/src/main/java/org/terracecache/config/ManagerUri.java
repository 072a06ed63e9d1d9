package org.terracecache.config;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URI of a manager. It names where the configuration comes from:
 *
 * <ul>
 *   <li>{@code classpath:…}, {@code file:…} and {@code jar:…} (nested jars too) are HOCON files;
 *   <li>{@code terrace:default}, the default, and any other name read {@code terrace.conf} from the class path if there is
 *       one;
 *   <li>{@code redis://[user:password@]host[:port][/database[/namespace]]} and {@code rediss://…} give layered caches over that
 *       Redis, and read {@code terrace.conf} too.
 * </ul>
 *
 * <p>Immutable. Equal when the identities are.
 */
public final class ManagerUri {
    /** The default URI. */
    public static final URI DEFAULT = URI.create("terrace:default");

    private static final Set<String> FILES = Set.of("classpath", "file", "jar");
    private static final Set<String> REMOTES = Set.of("redis", "rediss");

    /** All up to the last {@code @}: passwords hold slashes and worse, and hosts hold no {@code @}. */
    private static final Pattern REMOTE_USER_INFO =
            Pattern.compile("(?<=^rediss?:(//)?)(?!//).*@", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#]*@");

    private final URI identity;

    private ManagerUri(URI identity) {
        this.identity = identity;
    }

    /**
     * Takes a URI apart.
     *
     * @param uri the URI as the application gave it, null for the default
     * @return the manager's URI, never null
     */
    public static ManagerUri of(@Nullable URI uri) {
        return new ManagerUri(uri == null ? DEFAULT : withoutUserInfo(uri));
    }

    /**
     * What identifies the manager, together with its class loader: the URI without user name and password.
     *
     * @return the URI, never null
     */
    public URI identity() {
        return identity;
    }

    private static URI withoutUserInfo(URI uri) {
        Pattern pattern = REMOTES.contains(scheme(uri)) ? REMOTE_USER_INFO : USER_INFO;
        String text = uri.toString();
        String stripped = pattern.matcher(text).replaceAll("");
        return stripped.equals(text) ? uri : URI.create(stripped);
    }

    private static String scheme(URI uri) {
        String scheme = uri.getScheme();
        return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    }

    /** Whether the URI is that of a file, which must exist; else it is a name. */
    boolean isFile() {
        return FILES.contains(scheme(identity));
    }

    String scheme() {
        return scheme(identity);
    }

    /** Whether the URI is that of a store that nodes share. */
    boolean isRemote() {
        return REMOTES.contains(scheme());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagerUri that && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
