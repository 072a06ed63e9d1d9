package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerUriTest {
    @Test
    void of_null_isTheDefault() {
        assertThat(ManagerUri.of(null).identity()).isEqualTo(URI.create("terrace:default"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://user:secret@host:6379/0/ns, redis://host:6379/0/ns",
        "rediss://:secret@host, rediss://host",
        "REDIS://user:secret@host, REDIS://host",
        "redis://user:se/cr@et@host:6379, redis://host:6379",
        "redis://user:secret@host_with_underscore:6379, redis://host_with_underscore:6379",
        "redis://user:se%40cret@host?x=1, redis://host?x=1",
        "redis:user:secret@host, redis:host",
        "http://user:secret@host/x@y, http://host/x@y",
        "jar:http://user:secret@host/a.jar!/terrace.conf, jar:http://host/a.jar!/terrace.conf",
    })
    void identity_hasNoUserInfo(URI given, URI identity) {
        assertThat(ManagerUri.of(given).identity()).isEqualTo(identity);
        assertThat(ManagerUri.of(given)).isEqualTo(ManagerUri.of(identity)).hasToString(identity.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terrace:default",
                "orders",
                "terrace:team@prod",
                "urn:x:y",
                "file:/etc/terrace.conf",
                "classpath:a.conf"
            })
    void identity_withoutUserInfo_isTheUri(URI uri) {
        assertThat(ManagerUri.of(uri).identity()).isSameAs(uri);
        assertThat(ManagerUri.of(uri).isRemote()).isFalse();
    }
}
