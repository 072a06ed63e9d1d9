package org.terracecache.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.cache.CacheException;

/** Collects what is wrong with a configuration, so that all of it is told at once. Not safe for use by many threads. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** A cache inherits the template's values: what is wrong with one is told once, where it was written. */
    private final Set<ConfigValue> told = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Problem(ConfigOrigin where, String text) {
        @Override
        public String toString() {
            return where.description() + ": " + text;
        }
    }

    void add(ConfigValue where, String text) {
        if (told.add(where)) {
            add(where.origin(), text);
        }
    }

    void add(ConfigOrigin where, String text) {
        found.add(new Problem(where, text));
    }

    void throwIfAny(ManagerUri manager) {
        if (found.isEmpty()) {
            return;
        }
        String start = "The configuration of the cache manager " + manager + " is wrong";
        if (found.size() == 1) {
            throw new CacheException(start + ": " + found.get(0));
        }
        StringBuilder message = new StringBuilder(start + " (" + found.size() + " problems):");
        found.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.where().lineNumber())
                        .thenComparing(Problem::text))
                .forEach(problem -> message.append("\n  ").append(problem));
        throw new CacheException(message.toString());
    }
}
