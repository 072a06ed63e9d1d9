package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.terracecache.config.Fixtures.name;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Properties;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of mistake gives one message with file, line, key, and what is allowed. */
class ConfigurationErrorsTest {
    @TempDir
    Path directory;

    private CacheException failure(String text) {
        return catchThrowableOfType(CacheException.class, () -> ConfigurationFiles.load(directory, text));
    }

    /** The line is the second: the first is a comment. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory.maximum-entries = -1 | must be a whole number from 0 to 9223372036854775807, not -1",
                "memory.maximum-entries = many | must be a whole number from 0 to 9223372036854775807, not many",
                "memory.maximum-entries = 1.5 | must be a whole number from 0 to 9223372036854775807, not 1.5",
                "memory.maximum-entries = 9223372036854775808 | must be a whole number from 0 to 9223372036854775807",
                "memory.maximum-entries = { a = 1 } | must be a whole number from 0 to 9223372036854775807, not a",
                "memory.maximum-weight = -3 | must be a whole number from 0 to 9223372036854775807, not -3",
                "memory.maximum-weight = 5 | needs weigher, the name of a class that implements org.terracecache.spi.Weigher",
                "listeners.queue-capacity = 0 | must be a whole number from 1 to 16777216, not 0",
                "listeners.queue-capacity = 16777217 | must be a whole number from 1 to 16777216, not 16777217",
                "listeners.overflow = explode | must be one of block, drop-newest, drop-oldest, not explode",
                "layers = \"memory+remote\" | needs terrace.remote.uri, which says where the remote layer is",
                "layers = disk | must be one of memory, memory+remote, remote, not disk",
                "listener-scope = world | must be one of cluster, local, not world",
                "allow = [\"*\"] | must be a list of full names of classes, com.example.* for a package",
                "serializer = java.lang.String | must name a class that implements org.terracecache.spi.Serializer",
                "key-codec = java.lang.String | must name a class that implements org.terracecache.spi.KeyCodec",
                "store-by-value = maybe | must be true or false, not maybe",
                "expiry.creation = 10 parsecs | must be a duration, 0 or 1 millisecond to 106751 days, such as 500 ms, "
                        + "10 minutes, 2 hours, or eternal, not 10 parsecs",
                "expiry.creation = -5 s | must be a duration, 0 or 1 millisecond to 106751 days",
                "expiry.creation = 10 ns | must be a duration, 0 or 1 millisecond to 106751 days",
                "expiry.access = 999999999 days | must be a duration, 0 or 1 millisecond to 106751 days",
                "expiry.update = [] | 10 minutes, 2 hours, or eternal or unchanged, not a list",
                "expiry.duration = 5 s | needs policy = created, modified, accessed or touched",
                "expiry.policy = created | = created needs duration, such as duration = 10 minutes",
                "expiry.policy = no.such.Policy | must be the full name of a class",
                "expiry.policy = java.lang.String | must name a class that implements javax.cache.expiry.ExpiryPolicy",
                "loader = no.such.Loader | the manager's class loader finds no no.such.Loader",
                "loader = 5 | must be the full name of a class (with quotes if it has a $)",
                "loader = java.lang.String | must name a class that implements javax.cache.integration.CacheLoader or "
                        + "javax.cache.configuration.Factory: java.lang.String does not",
                "key-type = Strin | must be the full name of a class",
                "immutable-types = [5] | must be a list of full names of classes",
                "listeners.registered = 5 | must be a list of sections: [{ class = com.example.Listener }]",
            })
    void wrongValue_isToldWithFileLineKeyAndRange(String line, String range) {
        String key = "terrace.default." + line.split(" = ", 2)[0];
        CacheException failure = failure("# a comment\nterrace.default." + line + "\n");
        assertThat(failure.getMessage())
                .contains("caches.conf: 2: ")
                .contains(key + " ")
                .contains(range);
        assertThat(failure.getMessage().lines()).as("one problem").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terrace.default.memory.maximum-entires = 5 | terrace.default.memory.maximum-entires | memory.maximum-entries",
                "terrace.default.maximum-entries = 5 | terrace.default.maximum-entries | memory.maximum-entries",
                "terrace.default.memroy { maximum-entries = 5 } | terrace.default.memroy | memory",
                "terrace.caches.books.store-by-vale = false | terrace.caches.books.store-by-vale | store-by-value",
                "terrace.caches.\"a.b\".layer = memory | terrace.caches.\"a.b\".layer | layers",
                "terrace.defualt.layers = memory | terrace.defualt | default",
                "terrace.cache.books.layers = memory | terrace.cache | caches",
                "terace.default.layers = memory | terace | terrace",
            })
    void unknownKey_isToldWithTheNearestKnownKey(String line, String key, String nearest) {
        assertThat(failure("\n" + line))
                .hasMessageContaining("caches.conf: 2: " + key + " is not a known key; did you mean " + nearest + "?");
    }

    @Test
    void unknownKey_likeNone_isToldWithAllKnownKeys() {
        assertThat(failure("terrace.default.xyzzy = 1"))
                .hasMessageContaining(
                        "terrace.default.xyzzy is not a known key; known are allow, copier, expiry.access, ");
    }

    @Test
    void unknownKey_isToldWithoutItsValue() {
        assertThat(failure("terrace { password = hunter2, default.pasword = hunter2 }")
                        .getMessage())
                .contains("terrace.password is not a known key")
                .doesNotContain("hunter2");
    }

    @Test
    void unknownKeyOfAListener_isTold() {
        assertThat(failure("terrace.default.listeners.registered = [{ class = " + name(Fixtures.Listener.class)
                        + "\n, sync = true }]"))
                .hasMessageContaining("caches.conf: 2: terrace.default.listeners.registered.sync is not a known key");
    }

    @Test
    void listeners_withoutClass_orTwice_areTold() {
        assertThat(failure("terrace.default.listeners.registered = [{ synchronous = true }]"))
                .hasMessageContaining("terrace.default.listeners.registered.class is missing: it names the listener");
        String listener = "{ class = " + name(Fixtures.Listener.class) + " }";
        assertThat(failure("terrace.default.listeners.registered = [" + listener + "\n" + listener + "]"))
                .hasMessageContaining("caches.conf: 2: ")
                .hasMessageContaining("is registered twice with the same options");
    }

    @Test
    void bounds_thatExcludeEachOther_areTold() {
        assertThat(failure("""
                terrace.default.memory {
                  maximum-entries = 5
                  maximum-weight = 5
                  weigher = %s
                }
                """.formatted(name(Fixtures.UnitWeigher.class))))
                .hasMessageContaining("caches.conf: 3: terrace.default.memory.maximum-weight does not go with "
                        + "maximum-entries: set one of them to 0");
        assertThat(failure("terrace.default.memory.weigher = " + name(Fixtures.UnitWeigher.class)))
                .hasMessageContaining("terrace.default.memory.weigher needs maximum-weight, a whole number from 1 to ");
    }

    @Test
    void expiry_twoWays_isTold() {
        assertThat(failure("terrace.default.expiry { policy = eternal\ncreation = 5 s }"))
                .hasMessageContaining("caches.conf: 2: terrace.default.expiry.creation does not go with policy");
        assertThat(failure("terrace.default.expiry { policy = eternal\nduration = 5 s }"))
                .hasMessageContaining("caches.conf: 2: terrace.default.expiry.duration goes with policy = created");
    }

    @ParameterizedTest
    @ValueSource(classes = {Fixtures.UnmakeableLoader.class, HiddenLoader.class, AbstractLoader.class})
    void class_thatCannotBeMade_isTold(Class<?> type) {
        assertThat(failure("terrace.default.loader = " + name(type)))
                .hasMessageContaining("terrace.default.loader must name a public class that is not abstract and has a "
                        + "public constructor without parameters: " + type.getName() + " is none");
    }

    static class HiddenLoader extends Fixtures.BookLoader {}

    /** Not to be made. */
    public abstract static class AbstractLoader extends Fixtures.BookLoader {}

    @Test
    void sections_thatAreNone_areTold() {
        assertThat(failure("terrace = 5")).hasMessageContaining("caches.conf: 1: terrace must be a section");
        assertThat(failure("terrace.default = 5"))
                .hasMessageContaining("caches.conf: 1: terrace.default must be a section");
        assertThat(failure("terrace.caches = 5"))
                .hasMessageContaining("caches.conf: 1: terrace.caches must be a section");
        assertThat(failure("terrace.caches.books = 5"))
                .hasMessageContaining("caches.conf: 1: terrace.caches.books must be a section");
        assertThat(failure("terrace.default.memory = 5"))
                .hasMessageContaining("caches.conf: 1: terrace.default.memory must be a section");
    }

    @Test
    void allProblems_areToldAtOnce_andInheritedOnesOnce() {
        CacheException failure = failure("""
                terrace.default.memory.maximum-entries = -1
                terrace.caches.books.layers = disk
                terrace.caches.films.sotre-by-value = true
                """);
        assertThat(failure.getMessage().lines())
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).contains("caches.conf is wrong (3 problems)"),
                        line -> assertThat(line).contains("caches.conf: 1: terrace.default.memory.maximum-entries"),
                        line -> assertThat(line).contains("terrace.caches."),
                        line -> assertThat(line).contains("terrace.caches."));
    }

    @Test
    void properties_areToldAsSuch() {
        Properties properties = ConfigurationFiles.properties("terrace.default.memory.maximum-entries", "-1");
        assertThatThrownBy(() -> ConfigurationFiles.load(ManagerUri.DEFAULT, properties))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("cache manager terrace:default is wrong: manager properties: "
                        + "terrace.default.memory.maximum-entries must be a whole number from 0 to ");
        assertThatThrownBy(() -> ConfigurationFiles.load(
                        ManagerUri.DEFAULT, ConfigurationFiles.properties("terrace.caches.a:b.layers", "memory")))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining("manager properties: terrace.caches.a:b.layers is not a path of keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terrace.cachse.x.layers | terrace.cachse is not a known key; did you mean caches?",
                "terrace.remote.ulr | terrace.remote.ulr is not a known key; known are bus.lease, caches, chaos.bus.delay",
                "terrace.remote.uri | terrace.remote.uri must be like redis://[user:password@]host[:port][/database[/namespace]]",
            })
    void systemProperty_thatIsUnknown_isTold(String property, String complaint) {
        System.setProperty(property, "redis://user:hunter2@ho st");
        try {
            assertThatThrownBy(() -> ConfigurationFiles.load(ManagerUri.DEFAULT, null))
                    .isInstanceOf(CacheException.class)
                    .hasMessageContaining("system properties: " + complaint)
                    .hasMessageNotContaining("hunter2");
        } finally {
            System.clearProperty(property);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nterrace { password = \"hunter2",
                "\nterrace { password = hunter2 } }",
                "\nterrace { password = hunter2 @ x }",
                "\nterrace { password = hunter2 + x }",
                "\nterrace { password : : hunter2 }",
                "\nterrace { hunter2 }",
                "\nterrace { password = \"\\hunter2\" }",
                "\nterrace { a = [hunter2, \"x\" : 5] }",
                "\nterrace { a = { b = hunter2 } [hunter2] }",
                "\nterrace { include hunter2 }",
                "\nterrace { a = ${hunter2 }",
            })
    void syntaxError_isToldWithFileAndLine_andNothingThatStandsThere(String text) {
        CacheException failure = failure(text);
        assertThat(failure).hasMessageContaining("caches.conf: 2: syntax error: ");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("hunter2");
    }

    @Test
    void substitutionOfNothing_isToldWithFileAndLine() {
        assertThat(failure("\nterrace.default.layers = ${no.such.path}"))
                .hasMessageContaining("caches.conf: 2: ")
                .hasMessageContaining("${no.such.path}");
    }
}
