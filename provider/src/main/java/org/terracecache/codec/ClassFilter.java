package org.terracecache.codec;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that bytes from outside may bring into one cache, by name: the JDK's value types and collections, the cache
 * types of well-known frameworks, the cache's declared types and all that is reachable from them, what this node's
 * application has stored, and what the configuration allows. Safe for use by many threads.
 */
public final class ClassFilter {
    private final String cache;
    private final Set<String> exact;
    private final List<String> packages;
    private final List<String> trees;
    private final Set<String> stored = ConcurrentHashMap.newKeySet();

    /**
     * A filter.
     *
     * @param cache the cache's name
     * @param declared the cache's types
     * @param allow the configured patterns: full names of classes, {@code com.example.*} for the classes of a package, {@code
     *     com.example.**} for those of its subpackages too
     */
    public ClassFilter(String cache, Collection<Class<?>> declared, Collection<String> allow) {
        this.cache = cache;
        Set<String> names = new HashSet<>(TrustedTypes.NAMES);
        names.addAll(ReachableTypes.from(declared));
        allow.stream().filter(pattern -> !pattern.endsWith("*")).forEach(names::add);
        this.exact = Set.copyOf(names);
        this.packages = prefixes(allow, ".*");
        this.trees = prefixes(allow, ".**");
    }

    private static List<String> prefixes(Collection<String> allow, String ending) {
        return allow.stream()
                .filter(pattern -> pattern.endsWith(ending))
                .map(pattern -> pattern.substring(0, pattern.length() - ending.length() + 1))
                .toList();
    }

    /** Whether a class, or an array of it, may be met. */
    boolean allows(String name) {
        String component = componentOf(name);
        return ManagerClasses.isPrimitive(component)
                || exact.contains(component)
                || stored.contains(component)
                || packages.stream()
                        .anyMatch(prefix -> component.startsWith(prefix) && component.indexOf('.', prefix.length()) < 0)
                || trees.stream().anyMatch(component::startsWith);
    }

    /** Notes a class that this node's application has stored. */
    void note(String name) {
        String component = componentOf(name);
        if (!exact.contains(component)) {
            stored.add(component);
        }
    }

    /** What is said of a class that is not allowed. */
    Refusal refusal(String name) {
        String shown = Refusal.presentable(componentOf(name));
        return new Refusal("the class " + shown + " is not allowed", shown, remedy(shown));
    }

    private String remedy(String name) {
        String key = cache.matches("[A-Za-z0-9_-]+")
                ? cache
                : '"' + cache.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return "terrace.caches." + key + ".allow = [\"" + name + "\"]";
    }

    /** The name of what an array is made of in the end, of primitives too; other names as they are. */
    private static String componentOf(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return name;
        }
        String component = name.substring(dimensions);
        if (component.startsWith("L") && component.endsWith(";")) {
            return component.substring(1, component.length() - 1);
        }
        return "BCDFIJSZ".contains(component) && component.length() == 1 ? "int" : name;
    }
}
