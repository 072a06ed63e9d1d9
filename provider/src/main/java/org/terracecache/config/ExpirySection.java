package org.terracecache.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/** Reads {@code expiry { … }}: a policy by name with its duration, or three durations, or a policy by class name. */
final class ExpirySection {
    private static final List<String> OPERATIONS = List.of("creation", "update", "access");

    private static final Map<String, Function<Duration, Factory<? extends ExpiryPolicy>>> NAMED = Map.of(
            "created", CreatedExpiryPolicy::factoryOf,
            "modified", ModifiedExpiryPolicy::factoryOf,
            "accessed", AccessedExpiryPolicy::factoryOf,
            "touched", TouchedExpiryPolicy::factoryOf);

    private final Section section;
    private final Classes classes;

    ExpirySection(Section section, Classes classes) {
        this.section = section;
        this.classes = classes;
    }

    Factory<? extends ExpiryPolicy> read() {
        Factory<? extends ExpiryPolicy> durations = byOperation();
        Duration duration =
                section.duration("duration", Duration.ZERO, Map.of("eternal", Duration.ETERNAL), Expiry::duration);
        if (!section.has("policy")) {
            refuse("duration", "needs policy = created, modified, accessed or touched");
            return durations;
        }
        OPERATIONS.forEach(operation -> refuse(operation, "does not go with policy: set one of them to null"));
        String policy = section.text("policy", "must be eternal, created, modified, accessed, touched or a class name");
        if (policy == null) {
            return durations;
        }
        if (NAMED.containsKey(policy)) {
            if (!section.has("duration")) {
                section.wrong("policy", "= " + policy + " needs duration, such as duration = 10 minutes");
            }
            return NAMED.get(policy).apply(duration);
        }
        refuse("duration", "goes with policy = created, modified, accessed or touched only");
        return policy.equals("eternal") ? EternalExpiryPolicy.factoryOf() : byClassName();
    }

    private Factory<? extends ExpiryPolicy> byClassName() {
        Factory<ExpiryPolicy> factory = classes.factory(section, "policy", ExpiryPolicy.class);
        return factory == null ? EternalExpiryPolicy.factoryOf() : factory;
    }

    private Factory<? extends ExpiryPolicy> byOperation() {
        Duration creation =
                section.duration("creation", Duration.ETERNAL, Map.of("eternal", Duration.ETERNAL), Expiry::duration);
        return Expiry.of(
                creation, change("update").orElse(null), change("access").orElse(null));
    }

    /** Empty leaves the entry's expiry as it is. */
    private Optional<Duration> change(String operation) {
        Map<String, Optional<Duration>> words = new LinkedHashMap<>();
        words.put("eternal", Optional.of(Duration.ETERNAL));
        words.put("unchanged", Optional.empty());
        return section.duration(operation, Optional.empty(), words, duration -> Optional.of(Expiry.duration(duration)));
    }

    private void refuse(String key, String why) {
        if (section.has(key)) {
            section.wrong(key, why);
        }
    }
}
