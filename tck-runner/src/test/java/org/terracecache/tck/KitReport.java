package org.terracecache.tck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What came out of one run.
 *
 * @param topology what was run, and what must come out
 * @param totals the numbers
 * @param excluded the tests that the kit left out
 * @param problems every test that did not pass, with its trace
 * @param log all that was printed meanwhile
 */
record KitReport(Topology topology, Totals totals, List<String> excluded, List<String> problems, Path log) {

    String line() {
        return "JSR-107 kit, " + topology.name() + ": " + totals;
    }

    /** Prints the line of numbers. */
    KitReport publish() {
        System.out.println(line());
        return this;
    }

    /** Throws unless the numbers, and the excluded tests themselves, are the expected ones. */
    void verify() {
        List<String> complaints = new ArrayList<>(problems);
        if (!totals.equals(topology.expected())) {
            complaints.add("Expected " + topology.expected() + "\n but got " + totals);
        }
        if (!Set.copyOf(excluded).equals(Set.copyOf(topology.exclusions()))) {
            complaints.add("Expected the kit to exclude " + topology.exclusions() + "\n but it excluded " + excluded);
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError(line() + "\n\n" + String.join("\n\n", complaints) + "\n\nLog: " + log);
        }
    }
}
