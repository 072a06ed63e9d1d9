package org.terracecache.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A section of a configuration, read key by key. A value that is wrong is noted as a problem, and the default given. What
 * is asked for is what is known: {@link #finish} notes all other keys.
 */
final class Section {
    private static final ConfigObject EMPTY = ConfigValueFactory.fromMap(Map.of());

    private final ConfigObject object;

    /** Where the section is, from the configuration's root. */
    private final List<String> path;

    /** Where the section is, from the part that is finished as a whole: a cache's section, the manager's. */
    private final List<String> relative;

    private final KnownKeys known;
    private final Problems problems;

    private Section(ConfigObject object, List<String> path, List<String> relative, KnownKeys known, Problems problems) {
        this.object = object;
        this.path = path;
        this.relative = relative;
        this.known = known;
        this.problems = problems;
    }

    static Section of(ConfigObject object, List<String> path, Problems problems) {
        return new Section(object, path, List.of(), new KnownKeys(), problems);
    }

    /** The section of a key, an empty one if there is none. */
    Section section(String key) {
        known.addSection(plus(relative, key));
        ConfigValue value = object.get(key);
        ConfigObject child = value instanceof ConfigObject found ? found : EMPTY;
        return new Section(child, plus(path, key), plus(relative, key), known, problems);
    }

    /** What stands below a key whose members are read, and finished, on their own. */
    ConfigObject object(String key) {
        ConfigValue value = value(key);
        if (value instanceof ConfigObject found) {
            return found;
        }
        if (value != null) {
            wrong(key, "must be a section: { … }");
        }
        return EMPTY;
    }

    /** The value as it is written, null if there is none. */
    @Nullable ConfigValue value(String key) {
        known.add(plus(relative, key));
        ConfigValue value = object.get(key);
        return value == null || value.valueType() == ConfigValueType.NULL ? null : value;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    long number(String key, long absent, long minimum, long maximum) {
        String range = "must be a whole number from " + minimum + " to " + maximum;
        return read(key, absent, range, text -> {
            // Plain digits first: a double does not hold every long.
            long number = text.matches("[+-]?\\d{1,18}") ? Long.parseLong(text) : wholeOf(text);
            return number < minimum || number > maximum ? null : number;
        });
    }

    private static long wholeOf(String text) {
        return new BigDecimal(text).longValueExact();
    }

    /** A number from 0 to 1; 0 if there is none. */
    double probability(String key) {
        return read(key, 0.0, "must be a number from 0 to 1", text -> {
            double number = Double.parseDouble(text);
            return number >= 0 && number <= 1 ? number : null;
        });
    }

    boolean flag(String key, boolean absent) {
        Map<String, Boolean> words =
                Map.of("true", true, "yes", true, "on", true, "false", false, "no", false, "off", false);
        return choice(key, absent, words, "must be true or false");
    }

    <T> T choice(String key, T absent, Map<String, T> choices) {
        String names = String.join(", ", choices.keySet().stream().sorted().toList());
        return choice(key, absent, choices, "must be " + (choices.size() == 1 ? names : "one of " + names));
    }

    private <T> T choice(String key, T absent, Map<String, T> choices, String range) {
        return read(key, absent, range, text -> choices.get(text.toLowerCase(Locale.ROOT)));
    }

    /** A duration, or what one of the words stands for. */
    <T> T duration(String key, T absent, Map<String, T> words, Function<Duration, T> convert) {
        String others = words.isEmpty()
                ? ""
                : ", or " + String.join(" or ", words.keySet().stream().sorted().toList());
        String range =
                "must be a duration, 0 or 1 millisecond to 106751 days, such as 500 ms, 10 minutes, 2 hours" + others;
        return read(key, absent, range, text -> {
            T word = words.get(text);
            return word != null ? word : convert.apply(durationOf(text));
        });
    }

    private static Duration durationOf(String text) {
        Duration duration =
                ConfigValueFactory.fromAnyRef(text).atKey("duration").getDuration("duration");
        if (duration.toNanos() == Long.MAX_VALUE) {
            throw new IllegalArgumentException("more than can be counted");
        }
        return duration;
    }

    /** What a value may be, told to those whose value is something else. */
    private <T> T read(String key, T absent, String range, Function<String, @Nullable T> parse) {
        ConfigValue value = value(key);
        if (value == null) {
            return absent;
        }
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            wrong(key, range + ", not a " + value.valueType().name().toLowerCase(Locale.ROOT));
            return absent;
        }
        String text = String.valueOf(value.unwrapped()).strip();
        T parsed = null;
        try {
            parsed = parse.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | ConfigException e) {
            // What the parsers say is less than what the range says.
        }
        if (parsed == null) {
            wrong(key, range + ", not " + text);
            return absent;
        }
        return parsed;
    }

    /** A text, such as a class name. */
    @Nullable String text(String key, String range) {
        ConfigValue value = value(key);
        if (value != null && value.valueType() != ConfigValueType.STRING) {
            wrong(key, range);
            return null;
        }
        return value == null ? null : (String) value.unwrapped();
    }

    /** The texts of a list, or of a text with commas, which is how properties write lists. */
    List<String> texts(String key, String range) {
        ConfigValue value = value(key);
        if (value == null) {
            return List.of();
        }
        Object written = value.unwrapped();
        List<?> items = written instanceof String text ? List.of(text.split(",")) : List.of();
        if (written instanceof List<?> list) {
            items = list;
        }
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item instanceof String text ? text.strip() : ""));
        texts.removeIf(String::isEmpty);
        if (texts.size() != items.size()) {
            wrong(key, range);
        }
        return texts;
    }

    /** The sections of a list. */
    List<Section> sections(String key, String range) {
        ConfigValue value = value(key);
        List<Section> sections = new ArrayList<>();
        if (value instanceof ConfigList list) {
            for (ConfigValue item : list) {
                if (item instanceof ConfigObject child) {
                    sections.add(of(child, plus(path, key), problems));
                } else {
                    problems.add(item, name(key) + " " + range);
                }
            }
        } else if (value != null) {
            wrong(key, range);
        }
        return sections;
    }

    /** Notes that the value of a key is wrong, at the place where it was written. */
    void wrong(String key, String text) {
        ConfigValue value = object.get(key);
        problems.add(value == null ? object : value, name(key) + " " + text);
    }

    /** The full path of a key, as one writes it. */
    String name(String key) {
        return ConfigUtil.joinPath(plus(path, key));
    }

    /** Notes the keys that nobody asked for, here and below. */
    void finish() {
        known.findUnknown(object, path, problems);
    }

    /** The keys that were asked for, sections included. */
    KnownKeys known() {
        return known;
    }

    private static List<String> plus(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }
}
