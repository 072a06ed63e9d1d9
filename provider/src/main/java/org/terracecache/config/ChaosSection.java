package org.terracecache.config;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code terrace.chaos}. */
final class ChaosSection {
    private static final Duration LONGEST = Duration.ofMillis(50);

    private final Section section;

    ChaosSection(Section section) {
        this.section = section;
    }

    /** The faults, null if they are switched off. All keys are read and checked in any case. */
    @Nullable ChaosSettings read() {
        boolean enabled = section.flag("enabled", false);
        long seed = section.has("seed")
                ? section.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE)
                : ThreadLocalRandom.current().nextLong();
        Section store = section.section("store");
        Section bus = section.section("bus");
        ChaosSettings settings = new ChaosSettings(
                seed,
                new ChaosSettings.Store(
                        store.probability("fail"),
                        store.probability("lose-request"),
                        store.probability("lose-reply"),
                        store.probability("delay"),
                        longest(store)),
                new ChaosSettings.Bus(
                        bus.probability("lose"), bus.probability("duplicate"), bus.probability("delay"), longest(bus)));
        return enabled ? settings : null;
    }

    private static Duration longest(Section section) {
        Duration read = section.duration("longest-delay", LONGEST, Map.of(), UnaryOperator.identity());
        if (read.isZero() || read.compareTo(RemoteSettings.GREATEST) > 0) {
            section.wrong("longest-delay", "must be from 1 millisecond to 1 hour");
            return LONGEST;
        }
        return read;
    }
}
