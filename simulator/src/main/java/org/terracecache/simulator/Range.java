package org.terracecache.simulator;

/** Checks that options have possible values. */
final class Range {
    private Range() {}

    static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            String range = most == Long.MAX_VALUE ? least + " or more" : "between " + least + " and " + most;
            throw new InputException(option + " must be " + range + ", not " + value);
        }
    }
}
