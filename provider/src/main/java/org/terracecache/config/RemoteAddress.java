package org.terracecache.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the Redis is that nodes share: {@code redis://[user:password@]host[:port][/database[/namespace]]}, or {@code
 * rediss://…} for TLS. Immutable; user and password are never part of its text.
 *
 * @param tls whether connections are encrypted
 * @param user the user's name, null for Redis's default user
 * @param password the password, null if none is to be sent
 * @param host name or address, an IPv6 address without brackets; never null
 * @param port the port, 1 to 65,535
 * @param database the number of the database, 0 or more
 * @param namespace the namespace that the URI names, null if it names none
 */
public record RemoteAddress(
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        String host,
        int port,
        int database,
        @Nullable String namespace) {
    /** The port of a URI that names none. */
    public static final int DEFAULT_PORT = 6379;

    private static final String WANTED =
            "must be like redis://[user:password@]host[:port][/database[/namespace]], or rediss:";

    private static final Pattern SCHEME = Pattern.compile("redis(s?)://", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile(
            "(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(?:/([0-9]{1,9})(?:/([^/?#]+))?)?");

    private static final int MAXIMUM_PORT = 65_535;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range, or there is a user without a password
     */
    public RemoteAddress {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty() || port < 1 || port > MAXIMUM_PORT || database < 0) {
            throw new IllegalArgumentException(WANTED + "; a port is from 1 to " + MAXIMUM_PORT);
        }
        if (user != null && password == null) {
            throw new IllegalArgumentException(WANTED + "; a user needs a password");
        }
    }

    /**
     * Takes a URI apart. User, password and namespace may be percent-encoded; a password may hold {@code /} and {@code @}.
     *
     * @param uri the text of the URI, not null
     * @return the address, never null
     * @throws IllegalArgumentException if the text is none of such a URI; the message tells what is wanted and nothing of
     *     the text
     */
    public static RemoteAddress parse(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.lookingAt()) {
            throw wrong("it does not begin with redis:// or rediss://");
        }
        String rest = uri.substring(scheme.end());
        int at = rest.lastIndexOf('@');
        Matcher place = PLACE.matcher(rest.substring(at + 1));
        if (!place.matches()) {
            throw wrong("host, port, database or namespace are not as they should be, or something follows them");
        }
        String host = place.group(1);
        String namespace = place.group(4);
        String[] user = at < 0 ? new String[] {"", ""} : user(rest.substring(0, at));
        return new RemoteAddress(
                !scheme.group(1).isEmpty(),
                user[0].isEmpty() ? null : user[0],
                at < 0 ? null : user[1],
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                place.group(2) == null ? DEFAULT_PORT : Integer.parseInt(place.group(2)),
                place.group(3) == null ? 0 : Integer.parseInt(place.group(3)),
                namespace == null ? null : decoded(namespace));
    }

    /**
     * Whether a URI has the same user and password. Of one that cannot be taken apart that is not so.
     *
     * @param uri the text of the URI, not null
     * @return whether they are the same; also true if both have none
     */
    public boolean hasCredentialsOf(String uri) {
        try {
            RemoteAddress other = parse(uri);
            return Objects.equals(user, other.user) && Objects.equals(password, other.password);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Name and password. */
    private static String[] user(String info) {
        int colon = info.indexOf(':');
        if (colon < 0 || colon == info.length() - 1) {
            throw wrong("what stands before @ is not user:password, or :password");
        }
        return new String[] {decoded(info.substring(0, colon)), decoded(info.substring(colon + 1))};
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = 0;
        while (next < text.length()) {
            int percent = text.indexOf('%', next);
            int end = percent < 0 ? text.length() : percent;
            bytes.writeBytes(text.substring(next, end).getBytes(StandardCharsets.UTF_8));
            next = end;
            if (percent >= 0) {
                bytes.write(byteOf(text, percent));
                next = percent + 3;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong("what % encodes is not UTF-8");
        }
    }

    private static int byteOf(String text, int percent) {
        int high = percent + 1 < text.length() ? Character.digit(text.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw wrong("a % is not followed by two hexadecimal digits; write %25 for the sign itself");
        }
        return 16 * high + low;
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(WANTED + "; " + what);
    }

    /** The address without user, password and namespace. */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return String.format(Locale.ROOT, "redis%s://%s:%d/%d", tls ? "s" : "", name, port, database);
    }
}
