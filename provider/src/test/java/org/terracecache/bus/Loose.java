package org.terracecache.bus;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The coherence of a node, of which a simulation may leave out rules. */
public final class Loose {
    private Loose() {}

    /** A coherence that keeps all rules but those of these names; names of rules that are kept elsewhere do not matter. */
    public static Coherence coherence(
            NodeSettings settings, Replica replica, BusListener listener, long nowNanos, Set<String> off) {
        EnumSet<Rule> rules = EnumSet.allOf(Rule.class);
        rules.removeIf(rule -> off.contains(name(rule)));
        return new Coherence(settings, replica, listener, nowNanos, rules);
    }

    /** The names of the rules that this package keeps and that are not redundant. */
    public static Set<String> needed() {
        Set<String> names = new TreeSet<>();
        EnumSet.complementOf(EnumSet.of(Rule.ENTRY_GE)).forEach(rule -> names.add(name(rule)));
        return names;
    }

    private static String name(Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }
}
