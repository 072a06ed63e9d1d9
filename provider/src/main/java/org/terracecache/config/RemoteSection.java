package org.terracecache.config;

import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads what stands directly below {@code terrace} about the store and the bus. */
final class RemoteSection {
    private static final String NAMESPACE_WANTED =
            "must be a text of 1 to " + RemoteSettings.MAXIMUM_NAMESPACE + " characters";

    private final Section root;
    private final Section remote;

    RemoteSection(Section root) {
        this.root = root;
        this.remote = root.section("remote");
    }

    /**
     * The settings, null if there is no store. All keys are read and checked in any case.
     *
     * @param given what the manager's own URI says, null if it is another sort of URI; stronger than the key
     */
    @Nullable RemoteSettings read(@Nullable RemoteAddress given) {
        RemoteAddress configured = address();
        RemoteAddress address = given != null ? given : configured;
        String namespace = namespace();
        Duration connect = duration(remote, "connect-timeout", Duration.ofSeconds(2), RemoteSettings.LEAST_TIMEOUT);
        Duration command = duration(remote, "command-timeout", Duration.ofSeconds(2), RemoteSettings.LEAST_TIMEOUT);
        long connections = remote.section("pool").number("max", 16, 1, RemoteSettings.MAXIMUM_CONNECTIONS);
        long buckets = remote.number("buckets", 16, 1, RemoteSettings.MAXIMUM_BUCKETS);
        Duration lease = duration(root.section("bus"), "lease", Duration.ofSeconds(3), RemoteSettings.LEAST_LEASE);
        boolean start = root.flag("start-without-remote", false);
        if (address == null) {
            return null;
        }
        String own = address.namespace() == null ? namespace : address.namespace();
        if (!isNamespace(own)) {
            root.wrong("namespace", NAMESPACE_WANTED + ", in the URI too");
            own = "terrace";
        }
        return new RemoteSettings(address, own, connect, command, (int) connections, (int) buckets, lease, start);
    }

    /** What the key says is never shown: it may hold a password. */
    private @Nullable RemoteAddress address() {
        ConfigValue value = remote.value("uri");
        if (value == null) {
            return null;
        }
        try {
            return RemoteAddress.parse(value.unwrapped() instanceof String text ? text : "");
        } catch (IllegalArgumentException e) {
            remote.wrong("uri", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private String namespace() {
        String text = root.text("namespace", NAMESPACE_WANTED);
        if (text != null && !isNamespace(text)) {
            root.wrong("namespace", NAMESPACE_WANTED);
        }
        return text != null && isNamespace(text) ? text : "terrace";
    }

    private static boolean isNamespace(String text) {
        return !text.isBlank() && text.length() <= RemoteSettings.MAXIMUM_NAMESPACE;
    }

    private static Duration duration(Section section, String key, Duration absent, Duration least) {
        Duration read = section.duration(key, absent, Map.of(), UnaryOperator.identity());
        if (read.compareTo(least) < 0 || read.compareTo(RemoteSettings.GREATEST) > 0) {
            section.wrong(key, "must be from " + least.toMillis() + " milliseconds to 1 hour");
            return absent;
        }
        return read;
    }
}
