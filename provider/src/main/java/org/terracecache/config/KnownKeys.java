package org.terracecache.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys of a part of the configuration: what is none of them is a mistake. */
final class KnownKeys {
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();

    void add(List<String> path) {
        keys.add(ConfigUtil.joinPath(path));
    }

    void addSection(List<String> path) {
        sections.add(ConfigUtil.joinPath(path));
    }

    Set<String> keys() {
        return Set.copyOf(keys);
    }

    void findUnknown(ConfigObject object, List<String> path, Problems problems) {
        findUnknown(object, path, List.of(), problems);
    }

    private void findUnknown(ConfigObject object, List<String> path, List<String> relative, Problems problems) {
        for (Map.Entry<String, ConfigValue> member : object.entrySet()) {
            List<String> here = plus(relative, member.getKey());
            String name = ConfigUtil.joinPath(here);
            ConfigValue value = member.getValue();
            if (sections.contains(name)) {
                findUnknownIn(value, path, here, problems);
            } else if (!keys.contains(name)) {
                // The value is not told: nobody knows what it is.
                problems.add(
                        firstLeaf(value), ConfigUtil.joinPath(join(path, here)) + " is not a known key; " + hint(name));
            }
        }
    }

    private void findUnknownIn(ConfigValue value, List<String> path, List<String> here, Problems problems) {
        if (value instanceof ConfigObject child) {
            findUnknown(child, path, here, problems);
        } else if (value.valueType() != ConfigValueType.NULL) {
            problems.add(value, ConfigUtil.joinPath(join(path, here)) + " must be a section: { … }");
        }
    }

    private String hint(String name) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(sections);
        return Spelling.nearest(name, all)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "known are " + String.join(", ", keys));
    }

    /** Sections that merged from many places have no line; what is in them has. */
    private static ConfigValue firstLeaf(ConfigValue value) {
        return value instanceof ConfigObject object && !object.isEmpty()
                ? firstLeaf(object.values().iterator().next())
                : value;
    }

    private static List<String> plus(List<String> path, String key) {
        return join(path, List.of(key));
    }

    private static List<String> join(List<String> path, List<String> more) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(more);
        return longer;
    }
}
