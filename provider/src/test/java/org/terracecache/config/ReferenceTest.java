package org.terracecache.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** reference.conf is the option reference: it names every key, explains it, and its defaults are the code's. */
class ReferenceTest {
    private static final Config REFERENCE =
            ConfigFactory.parseResources(ReferenceTest.class.getClassLoader(), "reference.conf");

    private static Set<String> writtenKeys(ConfigObject object) {
        Set<String> keys = new TreeSet<>();
        collect(object, List.of(), keys);
        return keys;
    }

    private static void collect(ConfigObject object, List<String> path, Set<String> keys) {
        for (Map.Entry<String, ConfigValue> member : object.entrySet()) {
            List<String> here = new ArrayList<>(path);
            here.add(member.getKey());
            if (member.getValue() instanceof ConfigObject child && !child.isEmpty()) {
                collect(child, here, keys);
            } else {
                keys.add(ConfigUtil.joinPath(here));
            }
        }
    }

    @Test
    void reference_namesEveryKeyThatTheCodeReads_andNoOther() {
        Section section = Section.of(ConfigFactory.empty().root(), List.of(), new Problems());
        new CacheSection(section, new Classes(getClass().getClassLoader())).read(CacheSettings.defaults());
        ConfigObject template = REFERENCE.getObject("terrace.default");
        assertThat(writtenKeys(template))
                .isEqualTo(new TreeSet<>(section.known().keys()));
        assertThat(REFERENCE.getObject("terrace").keySet()).isEqualTo(ManagerSection.KEYS);
    }

    @Test
    void reference_hasTheCodesDefaults() {
        Problems problems = new Problems();
        Classes classes = new Classes(getClass().getClassLoader());
        ManagerSettings written = new ManagerSection(classes, problems).read(REFERENCE.getObject("terrace"), null);
        ManagerSettings coded =
                new ManagerSection(classes, problems).read(ConfigFactory.empty().root(), null);
        problems.throwIfAny(ManagerUri.of(null));
        assertThat(written.definition("x")).isEqualTo(coded.definition("x"));
        assertThat(written.definition("x").settings()).isEqualTo(CacheSettings.defaults());
        assertThat(written.definition("x"))
                .isEqualTo(coded.merge("x", new javax.cache.configuration.MutableConfiguration<>()));
        assertThat(written.cacheNames()).isEmpty();
        RemoteAddress address = RemoteAddress.parse("redis://host");
        assertThat(new ManagerSection(classes, problems)
                        .read(REFERENCE.getObject("terrace"), address)
                        .remote())
                .isNotNull()
                .isEqualTo(new ManagerSection(classes, problems)
                        .read(ConfigFactory.empty().root(), address)
                        .remote());
    }

    @Test
    void reference_explainsEveryKey_andItsDefault() throws Exception {
        StringBuilder comment = new StringBuilder();
        for (String line : Files.readAllLines(file())) {
            String text = line.strip();
            if (text.startsWith("#")) {
                comment.append(text.substring(1));
            } else if (text.isEmpty()) {
                comment.setLength(0);
            } else if (text.contains(" = ")) {
                String value = text.substring(text.indexOf(" = ") + 3);
                assertThat(comment.toString()).as(text).containsIgnoringCase("default: " + value);
            }
        }
    }

    private static Path file() throws URISyntaxException {
        return Path.of(ReferenceTest.class.getResource("/reference.conf").toURI());
    }
}
